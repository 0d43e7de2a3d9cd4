import type { IncomingMessage, ServerResponse } from 'node:http';

import { ScimError } from '../../errors/scim-error';
import type { MountedRequest } from '../../http/base-url';
import { baseUrlOf, isSecure } from '../../http/base-url';
import { clientAddressOf } from '../../http/client-network';
import type { Administrator, Authorize } from '../administrator';
import type { AuditLog } from '../settings/audit-log';
import type { IdentityProviders } from '../settings/identity-providers';
import type { ProviderState } from '../settings/provider-state';
import { slots } from '../settings/provider-state';
import type { Actor } from '../settings/provisioning-settings';
import type { Wording } from '../texts/choose-texts';
import { createTextChoice } from '../texts/choose-texts';
import type { PageTexts } from '../texts/page-texts';
import type { UsageCounter } from '../tokens/usage-counter';
import type { ChangeParts, Outcome } from './change-settings';
import { changeSettings } from './change-settings';
import type { FormPurpose, FormSignatures } from './form-signature';
import { html } from './html';
import type { CurrentPlace } from './layout';
import { layout } from './layout';
import { addContent, historyContent } from './other-content';
import type { PageView, ProviderView, SignedFields } from './page-view';
import { providerContent } from './provider-content';
import type { FormFields } from './read-form';
import { readForm, UnreadableFormError } from './read-form';
import { isSameOrigin } from './same-origin';
import { sendPage } from './send-page';

/** What Express mounts with `app.use`, and what `http.createServer` takes as it is. */
export type PageListener = (request: IncomingMessage, response: ServerResponse, next?: (error?: unknown) => void) => void;

export interface PageParts<R> extends ChangeParts {
  readonly authorize: Authorize<R>;
  readonly providers: IdentityProviders;
  readonly audit: AuditLog;
  readonly usage: UsageCounter;
  readonly signatures: FormSignatures;
  readonly tenantOf: ((request: MountedRequest) => string | undefined) | undefined;
  /** The provisioning URL of a tenant, or a path on the origin of the page. */
  readonly url: (request: MountedRequest, tenant: string | undefined) => string;
  /** Origin of the page; `undefined`: as the request says. */
  readonly origin: string | undefined;
  readonly requireTls: boolean;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

/** One request of somebody who may see the page. */
interface Visit {
  readonly request: MountedRequest;
  readonly response: ServerResponse;
  readonly wording: Wording;
  readonly administrator: Administrator;
  readonly tenant: string | undefined;
  readonly now: Date;
}

/** Why a request gets nothing but a sentence. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly text: keyof PageTexts & ('notAllowed' | 'foreignOrigin' | 'tlsOnly' | 'badForm' | 'formExpired'),
  ) {
    super(text);
  }
}

const shownEvents = 50;

/** The page by which administrators enable provisioning, for any path of an application. */
export function createProvisioningPage<R extends IncomingMessage>(parts: PageParts<R>): PageListener {
  const chooseTexts = createTextChoice();
  return (request: MountedRequest, response, next) => {
    if (pathname(request) !== '/') {
      (next ?? (() => notFound(response)))();
      return;
    }
    const wording = chooseTexts(request);
    visit(parts, { request, response, wording }).catch((error: unknown) => refuse(parts, { request, response, wording }, error));
  };
}

async function visit<R extends IncomingMessage>(parts: PageParts<R>, call: Pick<Visit, 'request' | 'response' | 'wording'>): Promise<void> {
  const { request, response } = call;
  if (parts.requireTls && !isSecure(request)) throw new Refusal(403, 'tlsOnly');
  const administrator = await administratorOf(parts, request);
  const { tenant } = administrator;
  const named = parts.tenantOf?.(request);
  // An administrator of no tenant is not one of every tenant: whoever is has to be said to be.
  if (named !== undefined && named !== tenant) throw new Refusal(403, 'notAllowed');
  const known = { ...call, administrator, tenant, now: parts.now() };
  if (request.method === 'POST') send(known, await submit(parts, known));
  else if (request.method === 'GET' || request.method === 'HEAD') send(known, await look(parts, known));
  else response.writeHead(405, { Allow: 'GET, HEAD, POST' }).end();
}

async function administratorOf<R extends IncomingMessage>({ authorize, onError }: PageParts<R>, request: MountedRequest): Promise<Administrator> {
  try {
    const administrator = await authorize(request as unknown as R);
    if (administrator && typeof administrator.id === 'string' && administrator.id !== '') return administrator;
  } catch (error) {
    onError(error);
  }
  throw new Refusal(403, 'notAllowed');
}

async function look<R extends IncomingMessage>(parts: PageParts<R>, known: Visit): Promise<Shown> {
  const query = queryOf(known.request);
  const providers = await parts.providers.list(known.tenant);
  const view = await viewOf(parts, known, { providers, notice: undefined });
  if (query.has('history')) {
    const events = await parts.audit.latest(known.tenant, shownEvents);
    return { status: 200, view, current: 'history', content: historyContent(view, events) };
  }
  if (query.has('add')) return { status: 200, view, current: 'add', content: addContent(view) };
  return showProvider(parts, known, { view, outcome: { status: 200, provider: query.get('provider') ?? undefined }, isEdited: query.has('edit') });
}

async function submit<R extends IncomingMessage>(parts: PageParts<R>, known: Visit): Promise<Shown> {
  const { request, wording: { texts }, tenant } = known;
  if (!isSameOrigin(request, parts.origin)) throw new Refusal(403, 'foreignOrigin');
  const fields = await readForm(request);
  if (!(await parts.signatures.isValid(fields.get('signature') ?? '', purposeOf(known, signedFields(fields)), known.now))) throw new Refusal(403, 'formExpired');
  const before = await parts.providers.list(tenant);
  const outcome = await changeSettings(parts, { fields, tenant, providers: before, actor: actorOf(known), texts });
  const view = await viewOf(parts, known, { providers: await parts.providers.list(tenant), notice: outcome.notice });
  if (fields.get('action') === 'add' && outcome.status !== 200) {
    return { status: outcome.status, view, current: 'add', content: addContent(view) };
  }
  return showProvider(parts, known, { view, outcome, isEdited: false });
}

interface ShownProvider {
  readonly view: PageView;
  readonly outcome: Outcome;
  readonly isEdited: boolean;
}

async function showProvider<R extends IncomingMessage>(parts: PageParts<R>, known: Visit, { view, outcome, isEdited }: ShownProvider): Promise<Shown> {
  const { tenant, request } = known;
  const place = Math.max(0, view.providers.findIndex(({ id }) => id !== undefined && id === outcome.provider));
  const provider = view.providers[place] as ProviderState;
  const usage = await parts.usage.read(slots.flatMap((slot) => provider.tokens[slot]?.id ?? []));
  const { choices, lifetimes } = parts;
  const url = new URL(parts.url(request, tenant), parts.origin ?? baseUrlOf(request, undefined)).href;
  const content = providerContent({ ...view, provider, isEdited, token: outcome.token, url, usage, choices, lifetimes } satisfies ProviderView);
  return { status: outcome.status, view, current: place, content };
}

async function viewOf<R extends IncomingMessage>(
  { signatures }: PageParts<R>,
  known: Visit,
  shown: Pick<PageView, 'providers' | 'notice'>,
): Promise<PageView> {
  const { wording, administrator, request, now } = known;
  const sign = await signatures.signer(now);
  return {
    ...shown,
    wording,
    signedInAs: administrator.name ?? administrator.id,
    path: `${request.baseUrl ?? ''}/`,
    sign: (fields) => sign(purposeOf(known, fields)),
    now,
  };
}

function purposeOf({ administrator: { id, session }, tenant }: Visit, { action, provider, version, token }: SignedFields): FormPurpose {
  return [id, session, tenant, action, provider, version, token];
}

function signedFields(fields: FormFields): SignedFields {
  const [action, provider, version, token] = ['action', 'provider', 'version', 'token'].map((name) => fields.get(name) ?? '');
  return { action, provider, version, token } as SignedFields;
}

function actorOf({ administrator, request, now }: Visit): Actor {
  return { administrator: administrator.id, address: clientAddressOf(request), now };
}

interface Shown {
  readonly status: number;
  readonly view: PageView;
  readonly current: CurrentPlace;
  readonly content: ReturnType<typeof html>;
}

function send({ response, wording }: Visit, { status, view, current, content }: Shown): void {
  const { texts } = wording;
  const name = typeof current === 'number' ? view.providers[current]?.name : current === 'add' ? texts.addProvider : texts.history;
  sendPage(response, { status, title: `${name ?? ''} – ${texts.settings}`, wording, body: layout(view, current, content) });
}

/** A sentence, and a way back; nothing of what went wrong inside. */
function refuse<R>({ onError }: PageParts<R>, { request, response, wording }: Pick<Visit, 'request' | 'response' | 'wording'>, error: unknown): void {
  const { status, text } = reasonOf(error);
  if (status >= 500) onError(error);
  if (response.headersSent) return void response.destroy();
  const { texts } = wording;
  const back = text === 'notAllowed' || text === 'tlsOnly' ? undefined : html`<p><a href="${request.baseUrl ?? ''}/">${texts.back}</a></p>`;
  const body = html`<header><h1>${texts.settings}</h1></header><div class="columns"><main id="main"><p class="notice bad" role="alert">${texts[text]}</p>${back}</main></div>`;
  // What is left of a body that nobody reads must not be taken for the next request.
  sendPage(response, { status, title: texts.settings, wording, body, ...(!request.complete && { headers: { Connection: 'close' } }) });
}

function reasonOf(error: unknown): { readonly status: number; readonly text: Refusal['text'] | 'fault' } {
  if (error instanceof Refusal) return error;
  if (error instanceof UnreadableFormError) return { status: error.status, text: 'badForm' };
  if (error instanceof ScimError && error.status < 500) return { status: error.status, text: 'badForm' };
  return { status: error instanceof ScimError ? error.status : 500, text: 'fault' };
}

function pathname({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] || '/';
}

function queryOf({ url = '/' }: IncomingMessage): URLSearchParams {
  return new URLSearchParams(url.split('?').slice(1).join('?'));
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'Content-Type': 'text/plain' }).end();
}
