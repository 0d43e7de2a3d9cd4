import type { Markup } from './html';
import { html } from './html';
import type { ProviderState } from '../settings/provider-state';
import type { AccessChoice, AccessLevel } from '../tokens/token-access';
import type { FormAction, PageView, ProviderView } from './page-view';

/** What a form says without being asked: what it is for, which state it starts from, and that it is one of this page. */
export function hiddenFields({ sign }: PageView, { id = '', version = '' }: Pick<ProviderState, 'id' | 'version'>, [action, token = '']: readonly [FormAction, string?]): Markup {
  const fields = { action, provider: id, version, token };
  return html`${Object.entries({ ...fields, signature: sign(fields) }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

/** How long a token is to be valid, and what it may do. `prefix` tells the fields of two forms of one page apart. */
export function tokenFields({ wording: { texts }, choices, lifetimes }: ProviderView, prefix: string): Markup {
  const days = lifetimes.days.map((count) => html`<option value="${count}"${selected(count === lifetimes.standard)}>${texts.days(count)}</option>`);
  return html`<div class="choices">
<div class="field"><label for="${prefix}-days">${texts.validFor}</label><select id="${prefix}-days" name="days">${days}</select></div>
${choices.map((choice) => accessField(choice, texts, prefix))}
</div>`;
}

function accessField({ type, levels }: AccessChoice, texts: ProviderView['wording']['texts'], prefix: string): Markup {
  const id = `${prefix}-access-${type.name}`;
  const options = levels.map((level: AccessLevel) => html`<option value="${level}">${texts.levels[level]}</option>`);
  return html`<div class="field"><label for="${id}">${texts.accessTo(type.endpoint)}</label><select id="${id}" name="access-${type.name}">${options}</select></div>`;
}

function selected(is: boolean): Markup | undefined {
  return is ? html` selected` : undefined;
}
