import type { TokenRecord } from '../settings/provider-state';
import { slots } from '../settings/provider-state';
import { activeTokens } from '../settings/provider-state';
import { daysLeft } from '../tokens/expiry-warning';
import type { Usage } from '../tokens/usage-counter';
import { dayOf } from '../tokens/usage-counter';
import { hiddenFields, tokenFields } from './form-fields';
import { timeOf } from './format-time';
import type { Markup } from './html';
import { html } from './html';
import { noticeBox } from './layout';
import type { ProviderView } from './page-view';
import { pathOf } from './page-view';

const shownDays = 7;
const dayMilliseconds = 86_400_000;
/** Days before the expiry from which on the page warns. */
const warningDays = 30;

/** The tokens of an identity provider, without what they say, and what can be done with them. */
export function tokenList(view: ProviderView): Markup {
  const { wording: { texts }, provider, now } = view;
  const tokens = slots.flatMap((slot) => provider.tokens[slot] ?? []);
  const isFull = activeTokens(provider, now).length === slots.length;
  return html`<section aria-labelledby="tokens">
<h2 id="tokens">${texts.tokens}</h2>
<ul class="tokens">${tokens.map((token) => html`<li>${tokenEntry(view, token)}</li>`)}</ul>
${isFull ? html`<p>${texts.twoTokens}</p>` : newTokenForm(view)}
</section>`;
}

function tokenEntry(view: ProviderView, token: TokenRecord): Markup {
  const { wording, now, usage, choices } = view;
  const { texts } = wording;
  const used = usage.get(token.id);
  const levels = choices.map(({ type }) => html`<div>${type.endpoint}: ${texts.levels[token.access[type.name] ?? 'none']}</div>`);
  const [created, createdBy] = texts.createdBy('\0', token.createdBy).split('\0');
  return html`<dl>
${term(texts.ending, html`<code>…${token.ending}</code>`)}
${term(texts.access, html`${levels}`)}
${term(texts.created, html`${created}${timeOf(wording, token.created)}${createdBy}`)}
${term(texts.expires, timeOf(wording, token.expires))}
${term(texts.lastUsed, used === undefined ? html`${texts.never}` : timeOf(wording, used.lastUsed))}
${term(texts.requests(shownDays), html`${requestsIn(used, now)}`)}
</dl>
${expiryNotice(view, token)}
<details><summary aria-label="${texts.revokeNamed(token.ending)}">${texts.revoke}</summary>
<p>${texts.revokeHint}</p>
<form method="post" action="${pathOf(view, view.provider)}">${hiddenFields(view, view.provider, ['revoke', token.id])}
<button class="danger" type="submit">${texts.revokeNamed(token.ending)}</button></form></details>`;
}

function term(name: string, value: Markup): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function expiryNotice({ wording: { texts }, now }: ProviderView, token: TokenRecord): Markup | undefined {
  const left = daysLeft(token, now);
  if (left > warningDays) return undefined;
  return noticeBox(left <= 0 ? { tone: 'bad', text: texts.expired } : { tone: 'warn', text: texts.expiresSoon(left) });
}

function requestsIn(usage: Usage | undefined, now: Date): number {
  const days = Array.from({ length: shownDays }, (_, age) => dayOf(new Date(now.getTime() - age * dayMilliseconds)));
  return days.reduce((sum, day) => sum + (usage?.requests.get(day) ?? 0), 0);
}

function newTokenForm(view: ProviderView): Markup {
  const { wording: { texts }, provider } = view;
  return html`<details><summary>${texts.newToken}</summary>
<p>${texts.newTokenHint}</p>
<form method="post" action="${pathOf(view, provider)}#connection">${hiddenFields(view, provider, ['create'])}
${tokenFields(view, 'create')}
<button type="submit">${texts.createToken}</button></form></details>`;
}
