import type { IncomingMessage, ServerResponse } from 'node:http';

import { UnauthenticatedError, UriTooLongError } from '../errors/catalog';
import type { ScimError } from '../errors/scim-error';
import { toScimError } from '../messages/error-response';
import type { Reply } from '../operations/reply';
import type { Service } from '../operations/service';
import type { Principal, ScimContext } from '../store/context';
import type { BaseUrlOption, MountedRequest } from './base-url';
import { baseUrlOf } from './base-url';
import { readBody } from './body';
import type { QueryParameters } from './parameters';
import { parseParameters } from './parameters';
import { RequestContext } from './request-context';
import { sendError, sendReply } from './send';

/** What the endpoints of one mount share. */
export interface Mount<P extends Principal = Principal> {
  readonly service: Service<P>;
  readonly baseUrl: BaseUrlOption | undefined;
  readonly tenant: ((request: MountedRequest, principal: P) => string | undefined) | undefined;
  readonly maxBodyBytes: number;
  readonly maxUrlLength: number;
  /** Endpoint of each resource type, by name. */
  readonly endpoints: ReadonlyMap<string, string>;
}

/** One authenticated request, read as far as its endpoint needs it. */
export interface Exchange<P extends Principal = Principal> {
  readonly context: ScimContext<P>;
  /** The `{id}` of the path; empty where the path has none. */
  readonly id: string;
  readonly parameters: QueryParameters;
  /** Parsed JSON; `undefined` where the endpoint takes no body. */
  readonly body: unknown;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

export type Answer<P extends Principal> = (exchange: Exchange<P>) => Promise<Reply> | Reply;

/** A handler in the plain form that node, Express 4 and Express 5 can all call. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** An endpoint without a request body. */
export function reading<P extends Principal>(mount: Mount<P>, answer: Answer<P>): Handler {
  return (request, response) => void respond(mount, { request, response, answer, hasBody: false });
}

/** An endpoint that takes a JSON body. */
export function writing<P extends Principal>(mount: Mount<P>, answer: Answer<P>): Handler {
  return (request, response) => void respond(mount, { request, response, answer, hasBody: true });
}

interface Call<P extends Principal> {
  readonly request: MountedRequest;
  readonly response: ServerResponse;
  readonly answer: Answer<P>;
  readonly hasBody: boolean;
}

async function respond<P extends Principal>(mount: Mount<P>, call: Call<P>): Promise<void> {
  const { request, response, answer } = call;
  let context: ScimContext<P> | undefined;
  try {
    context = await establishContext(mount, request, response);
    sendReply(response, await answer(await read(mount, call, context)));
  } catch (thrown) {
    const error = toScimError(thrown);
    if (isFault(error)) mount.service.onError(thrown, context ?? {});
    sendError(request, response, error);
  }
}

/** What the host has to know of: an endpoint that is not offered is an answer like any other. */
function isFault({ status }: ScimError): boolean {
  return status >= 500 && status !== 501;
}

/** Authentication comes first: nothing of a request is parsed before its sender is known (RFC 7644 §2). */
async function establishContext<P extends Principal>(
  { service: { authorizer }, baseUrl, tenant, endpoints }: Mount<P>,
  request: MountedRequest,
  response: ServerResponse,
): Promise<ScimContext<P>> {
  const principal = await authorizer.authenticate(request);
  if (principal === undefined) {
    response.setHeader('WWW-Authenticate', authorizer.schemes.map(({ challenge }) => challenge));
    throw new UnauthenticatedError('A valid credential is required');
  }
  return new RequestContext({
    principal,
    tenant: tenant?.(request, principal),
    baseUrl: baseUrlOf(request, baseUrl),
    endpoints,
    response,
  });
}

async function read<P extends Principal>(mount: Mount<P>, { request, hasBody }: Call<P>, context: ScimContext<P>): Promise<Exchange<P>> {
  const url = request.url ?? '/';
  if (url.length > mount.maxUrlLength) throw new UriTooLongError(`The URL is longer than ${mount.maxUrlLength} characters`);
  return {
    context,
    id: request.params?.['id'] ?? '',
    parameters: parseParameters(url),
    body: hasBody ? await readBody(request, mount.maxBodyBytes) : undefined,
    ifMatch: request.headers['if-match'],
    ifNoneMatch: request.headers['if-none-match'],
  };
}
