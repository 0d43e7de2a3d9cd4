import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import type { ClientProfile } from '../clients/client-profile';
import type { Language } from '../errors/language';
import type { ScimError } from '../errors/scim-error';
import type { Principal, ScimContext } from '../store/context';
import type { MountedRequest } from './base-url';
import { clientAddressOf } from './client-network';

interface ContextParts<P extends Principal> {
  readonly principal: P;
  readonly tenant: string | undefined;
  readonly client: ClientProfile;
  readonly baseUrl: string;
  readonly endpoints: ReadonlyMap<string, string>;
  readonly storageNames: ReadonlyMap<string, string>;
  readonly request: MountedRequest;
  readonly response: ServerResponse;
  /** `undefined`: English is the only language. */
  readonly chooseLanguage: (() => Language) | undefined;
}

/** The context of one HTTP request; what few requests need is made when it is first asked for. */
export class RequestContext<P extends Principal> implements ScimContext<P> {
  readonly principal: P;
  readonly tenant: string | undefined;
  readonly client: ClientProfile;
  readonly baseUrl: string;
  readonly #endpoints: ReadonlyMap<string, string>;
  readonly #storageNames: ReadonlyMap<string, string>;
  readonly #request: MountedRequest;
  readonly #response: ServerResponse;
  readonly #chooseLanguage: (() => Language) | undefined;
  #language: Language | undefined;
  #requestId: string | undefined;
  #controller: AbortController | undefined;
  #expiry: ScimError | undefined;

  constructor({ principal, tenant, client, baseUrl, endpoints, storageNames, request, response, chooseLanguage }: ContextParts<P>) {
    this.principal = principal;
    this.tenant = tenant;
    this.client = client;
    this.baseUrl = baseUrl;
    this.#endpoints = endpoints;
    this.#storageNames = storageNames;
    this.#request = request;
    this.#response = response;
    this.#chooseLanguage = chooseLanguage;
  }

  get language(): Language | undefined {
    return (this.#language ??= this.#chooseLanguage?.());
  }

  get clientAddress(): string | undefined {
    return clientAddressOf(this.#request);
  }

  get requestId(): string {
    return (this.#requestId ??= randomUUID());
  }

  get signal(): AbortSignal {
    this.#controller ??= abortedOnClose(this.#response);
    if (this.#expiry !== undefined) this.#controller.abort(this.#expiry);
    return this.#controller.signal;
  }

  /** Tells whoever listens to `signal` that the answer has been given without them. */
  expire(reason: ScimError): void {
    this.#expiry = reason;
    this.#controller?.abort(reason);
  }

  readonly locate = (resourceType: string, id: string): string | undefined => {
    const endpoint = this.#endpoints.get(resourceType);
    return endpoint === undefined ? undefined : `${this.baseUrl}${endpoint}/${encodeURIComponent(id)}`;
  };

  readonly storageName = (resourceType: string): string => this.#storageNames.get(resourceType) ?? resourceType;
}

function abortedOnClose(response: ServerResponse): AbortController {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller;
}
