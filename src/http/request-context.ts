import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import type { Principal, ScimContext } from '../store/context';

interface ContextParts<P extends Principal> {
  readonly principal: P;
  readonly tenant: string | undefined;
  readonly baseUrl: string;
  readonly endpoints: ReadonlyMap<string, string>;
  readonly response: ServerResponse;
}

/** The context of one HTTP request; what few requests need is made when it is first asked for. */
export class RequestContext<P extends Principal> implements ScimContext<P> {
  readonly principal: P;
  readonly tenant: string | undefined;
  readonly baseUrl: string;
  readonly #endpoints: ReadonlyMap<string, string>;
  readonly #response: ServerResponse;
  #requestId: string | undefined;
  #signal: AbortSignal | undefined;

  constructor({ principal, tenant, baseUrl, endpoints, response }: ContextParts<P>) {
    this.principal = principal;
    this.tenant = tenant;
    this.baseUrl = baseUrl;
    this.#endpoints = endpoints;
    this.#response = response;
  }

  get requestId(): string {
    return (this.#requestId ??= randomUUID());
  }

  get signal(): AbortSignal {
    return (this.#signal ??= abortedOnClose(this.#response));
  }

  readonly locate = (resourceType: string, id: string): string | undefined => {
    const endpoint = this.#endpoints.get(resourceType);
    return endpoint === undefined ? undefined : `${this.baseUrl}${endpoint}/${encodeURIComponent(id)}`;
  };
}

function abortedOnClose(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

