import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { ForbiddenError, RequestTimeoutError, UnauthenticatedError, UnavailableError, UriTooLongError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { ScimError } from '../errors/scim-error';
import { toScimError } from '../messages/error-response';
import { selectionOf } from '../operations/attribute-selection';
import type { Reply } from '../operations/reply';
import type { Service } from '../operations/service';
import type { Principal, ScimContext } from '../store/context';
import type { BaseUrlOption, MountedRequest } from './base-url';
import { baseUrlOf } from './base-url';
import { readBody } from './body';
import { challengesFor, scopeChallenges } from './challenges';
import type { ChooseClient } from './choose-client';
import type { QueryParameters } from './parameters';
import type { ChooseLanguage } from './language-choice';
import { parseParameters } from './parameters';
import type { Deadline, Deadlines } from './deadlines';
import type { Protection } from './protection';
import { assertTls } from './protection';
import { RequestContext } from './request-context';
import { sendError, sendReply } from './send';
import type { TenantView, ViewOf } from './tenant-limits';

/** What the endpoints of one mount share. */
export interface Mount<P extends Principal = Principal> {
  readonly service: Service<P>;
  readonly baseUrl: BaseUrlOption | undefined;
  readonly tenant: ((request: MountedRequest, principal: P) => string | undefined) | undefined;
  readonly chooseClient: ChooseClient<P>;
  /** `undefined`: English is the only language. */
  readonly chooseLanguage: ChooseLanguage | undefined;
  readonly protection: Protection;
  /** The service and its protections with the limits of a tenant. */
  readonly viewOf: ViewOf<P>;
  /** Endpoint of each resource type, by name. */
  readonly endpoints: ReadonlyMap<string, string>;
  /** Under which name stores keep each resource type, by its name. */
  readonly storageNames: ReadonlyMap<string, string>;
}

/** One authenticated request, read as far as its endpoint needs it. */
export interface Exchange<P extends Principal = Principal> {
  /** With the limits of the tenant. */
  readonly service: Service<P>;
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
  return (request, response) => void respond(mount, { request, response, answer, bodyBytes: noBody });
}

/** How many bytes a body may have; `undefined` where none is read. */
export type BodyBytes<P extends Principal> = (view: TenantView<P>) => number | undefined;

const noBody = (): undefined => undefined;
const anyBody = ({ protection }: Pick<TenantView, 'protection'>): number => protection.maxBodyBytes;

/** An endpoint that takes a JSON body. */
export function writing<P extends Principal>(mount: Mount<P>, answer: Answer<P>, bodyBytes: BodyBytes<P> = anyBody): Handler {
  return (request, response) => void respond(mount, { request, response, answer, bodyBytes });
}

/** An endpoint that takes a JSON body, or none. */
export function acting<P extends Principal>(mount: Mount<P>, answer: Answer<P>): Handler {
  return (request, response) => void respond(mount, { request, response, answer, bodyBytes: carriesBody(request) ? anyBody : noBody });
}

/** Whether a body follows the headers (RFC 9112 §6.3). */
function carriesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** A request to an endpoint that answers anyone. */
export type PublicExchange<P extends Principal = Principal> = Pick<Exchange<P>, 'service' | 'id' | 'parameters'> & { readonly context: Pick<ScimContext, 'baseUrl'> };

/** An endpoint that asks for no credential, because it says the same to everyone (RFC 7643 §5). */
export function publicly<P extends Principal>(mount: Mount<P>, answer: (exchange: PublicExchange<P>) => Reply): Handler {
  return (request: MountedRequest, response) => {
    try {
      assertTls(request, mount.protection);
      const { service } = mount;
      const parameters = parseParameters(urlOf(request, mount.protection), service.pagination);
      const context = { baseUrl: baseUrlOf(request, mount.baseUrl) };
      sendReply(response, answer({ service, id: request.params?.['id'] ?? '', parameters, context }));
    } catch (thrown) {
      fail(mount, { request, response }, { thrown, context: undefined });
    }
  };
}

/** An endpoint that asks for no credential, and has an answer of its own for whoever presents one. */
export function publiclyOrOwn(anyone: Handler, own: Handler): Handler {
  return (request, response) => (request.headers.authorization ? own : anyone)(request, response);
}

interface Call<P extends Principal> {
  readonly request: MountedRequest;
  readonly response: ServerResponse;
  readonly answer: Answer<P>;
  readonly bodyBytes: BodyBytes<P>;
}

async function respond<P extends Principal>(mount: Mount<P>, call: Call<P>): Promise<void> {
  const { deadlines, concurrency } = mount.protection;
  const deadline = deadlines.start(() => answerLate(mount, call, run));
  const run: Run<P> = { isOver: false, context: undefined, place: undefined, deadlines, deadline };
  try {
    const reply = await operate(mount, call, run);
    if (!run.isOver) sendReply(call.response, reply);
  } catch (thrown) {
    if (!run.isOver) fail(mount, call, { thrown, context: run.context });
  } finally {
    run.deadlines.end(run.deadline);
    if (run.place !== undefined) concurrency.leave(run.place.tenant);
  }
}

/** How far a request has come. */
interface Run<P extends Principal> {
  /** Its time is over and the answer has been given; what it still does gets no other. */
  isOver: boolean;
  context: RequestContext<P> | undefined;
  /** Its place among the running requests of the tenant. */
  place: { readonly tenant: string | undefined } | undefined;
  /** Where its time is kept. */
  deadlines: Deadlines;
  deadline: Deadline;
}

async function operate<P extends Principal>(mount: Mount<P>, call: Call<P>, run: Run<P>): Promise<Reply> {
  const context = await establishContext(mount, call);
  assertInTime(run);
  run.context = context;
  const view = mount.viewOf(context.tenant);
  keepTime(run, view.protection.deadlines);
  const exchange = await read(view, call, context);
  const { concurrency, places } = view.protection;
  if (places !== undefined) {
    // After the body: a client that sends it slowly must not keep others from running.
    const waiting = concurrency.enter(context.tenant, places, () => context.signal);
    if (waiting !== undefined) await waiting;
    run.place = { tenant: context.tenant };
  }
  assertInTime(run);
  return call.answer(exchange);
}

/** What nobody waits for any more must not begin. */
function assertInTime<P extends Principal>({ isOver }: Run<P>): void {
  if (isOver) throw new RequestTimeoutError(detail`The time of this request is over`);
}

/** From now on the time of the tenant counts. */
function keepTime<P extends Principal>(run: Run<P>, deadlines: Deadlines): void {
  if (run.deadlines === deadlines) return;
  run.deadlines.end(run.deadline);
  run.deadline = deadlines.start(run.deadline.expire);
  run.deadlines = deadlines;
}

/** The one answer of a request whose time is over. */
function answerLate<P extends Principal>(mount: Mount<P>, call: Call<P>, run: Run<P>): void {
  const { context } = run;
  run.isOver = true;
  const isBodyMissing = call.bodyBytes(mount) !== undefined && !call.request.complete;
  const error = isBodyMissing
    ? new RequestTimeoutError(detail`The body did not arrive in time`)
    : new UnavailableError(detail`The service provider could not answer in time; try again later`, { headers: { 'Retry-After': '5' } });
  fail(mount, call, { thrown: error, context });
  context?.expire(error);
}

interface Failure<P extends Principal> {
  readonly thrown: unknown;
  readonly context: ScimContext<P> | undefined;
}

function fail<P extends Principal>({ service, chooseLanguage }: Mount<P>, { request, response }: Pick<Call<P>, 'request' | 'response'>, { thrown, context }: Failure<P>): void {
  let error = toScimError(thrown);
  if (isFault(error)) {
    const requestId = context?.requestId ?? randomUUID();
    service.onError(thrown, context ?? { requestId });
    error = toScimError(thrown, requestId);
  }
  const challenges = challengesOf(service, request, { error, isKnown: context !== undefined });
  if (challenges.length > 0 && !response.headersSent) response.setHeader('WWW-Authenticate', challenges);
  sendError({ request, response, language: chooseLanguage?.(request) }, error);
}

/** What the host has to know of: an endpoint that is not offered is an answer like any other. */
function isFault({ status }: ScimError): boolean {
  return status >= 500 && status !== 501;
}

function challengesOf<P extends Principal>(
  { authorizer: { schemes } }: Service<P>,
  request: MountedRequest,
  { error, isKnown }: { readonly error: ScimError; readonly isKnown: boolean },
): readonly string[] {
  if (error.status === 401) return challengesFor(schemes, request, 'invalid_token');
  const isBeyondScope = error instanceof ForbiddenError && error.scimType === undefined && isKnown;
  return isBeyondScope ? scopeChallenges(schemes, request) : [];
}

/** Authentication comes first: nothing of a request is parsed before its sender is known (RFC 7644 §2). */
async function establishContext<P extends Principal>(mount: Mount<P>, { request, response }: Call<P>): Promise<RequestContext<P>> {
  const { service, baseUrl, tenant: tenantOf, chooseClient, chooseLanguage, endpoints, storageNames, protection } = mount;
  assertTls(request, protection);
  protection.throttle?.check(request);
  const principal = await service.authorizer.authenticate(request);
  if (principal === undefined) {
    protection.throttle?.fail(request);
    throw new UnauthenticatedError(detail`A valid credential is required`);
  }
  protection.throttle?.succeed(request);
  const tenant = tenantOf?.(request, principal);
  return new RequestContext({
    principal,
    tenant,
    client: chooseClient({ request, principal, tenant }),
    baseUrl: baseUrlOf(request, baseUrl),
    endpoints,
    storageNames,
    request,
    response,
    chooseLanguage: chooseLanguage && (() => chooseLanguage(request)),
  });
}

async function read<P extends Principal>(view: TenantView<P>, { request, bodyBytes }: Call<P>, context: ScimContext<P>): Promise<Exchange<P>> {
  const { service, protection } = view;
  const maxBodyBytes = bodyBytes(view);
  return {
    service,
    context,
    id: request.params?.['id'] ?? '',
    parameters: parametersOf(urlOf(request, protection), service, context),
    body: maxBodyBytes === undefined ? undefined : await readBody(request, { maxBodyBytes, json: protection.json }),
    ifMatch: service.etag ? request.headers['if-match'] : undefined,
    ifNoneMatch: service.etag ? request.headers['if-none-match'] : undefined,
  };
}

function urlOf({ url = '/' }: MountedRequest, { maxUrlLength }: Protection): string {
  if (url.length > maxUrlLength) throw new UriTooLongError(detail`The URL is longer than ${maxUrlLength} characters`);
  return url;
}

function parametersOf(url: string, { pagination }: Pick<Service, 'pagination'>, context: ScimContext): QueryParameters {
  const parameters = parseParameters(url, pagination);
  return { ...parameters, selection: selectionOf(parameters.selection, context) };
}
