import type { Markup } from './html';
import { html } from './html';
import { hiddenFields, tokenFields } from './form-fields';
import { noticeBox } from './layout';
import type { ProviderView } from './page-view';
import { pathOf } from './page-view';
import { tokenList } from './token-list';

/** An identity provider: its state, or the form that changes it; its tokens; at the bottom, what to copy. */
export function providerContent(view: ProviderView): Markup {
  const { provider, isEdited } = view;
  return html`${isEdited ? editBox(view) : stateBox(view)}
${provider.enabled && !isEdited ? tokenList(view) : undefined}
${provider.enabled && !isEdited ? connectionBox(view) : undefined}`;
}

function stateBox(view: ProviderView): Markup {
  const { wording: { texts }, provider } = view;
  return html`<section aria-labelledby="provider">
<div class="head"><h2 id="provider">${provider.name}</h2>
<a class="edit" href="${pathOf(view, provider, 'edit')}" aria-label="${texts.editNamed(provider.name)}">${pencil}${texts.edit}</a></div>
<p class="state ${provider.enabled ? 'on' : 'off'}">${provider.enabled ? texts.isEnabled : texts.isDisabled}</p>
<p>${texts.intro}</p>
</section>`;
}

const pencil = html`<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="M3 17l1-4L14 3l3 3L7 16z M12 5l3 3"/></svg>`;

function editBox(view: ProviderView): Markup {
  const { wording: { texts }, provider } = view;
  const checked = provider.enabled ? html` checked` : undefined;
  return html`<section aria-labelledby="provider">
<h2 id="provider">${provider.name}</h2>
<form method="post" action="${pathOf(view, provider)}#connection">
${hiddenFields(view, provider, ['save'])}
<label class="check"><input type="checkbox" name="enabled" value="on" aria-describedby="enabled-hint"${checked}> ${texts.enable}</label>
<p class="quiet" id="enabled-hint">${provider.enabled ? texts.disableHint : texts.enableHint}</p>
${provider.enabled ? undefined : html`<details><summary>${texts.tokenOptions}</summary>${tokenFields(view, 'enable')}</details>`}
<div class="buttons"><button type="submit">${texts.save}</button><a href="${pathOf(view, provider)}">${texts.cancel}</a></div>
</form>
</section>
${provider.isStandard || provider.enabled ? undefined : removalBox(view)}`;
}

function removalBox(view: ProviderView): Markup {
  const { wording: { texts }, provider, path } = view;
  return html`<section aria-labelledby="removal">
<h2 id="removal">${texts.removeProvider}</h2>
<p>${texts.removeHint}</p>
<form method="post" action="${path}">${hiddenFields(view, provider, ['remove'])}<button class="danger" type="submit">${texts.removeProvider}</button></form>
</section>`;
}

/** The confirmation, the URL and, in this one answer, the token. */
function connectionBox({ wording: { texts }, url, token }: ProviderView): Markup {
  const rest = token === undefined
    ? html`<p>${texts.notAgain}</p>`
    : html`${copyField({ id: 'token', label: texts.token, value: token.text, button: texts.copyToken, copied: texts.copied })}
${noticeBox({ tone: 'warn', text: texts.copyNow })}
<p>${texts.next}</p>`;
  return html`<section class="result" id="connection" tabindex="-1" aria-labelledby="connection-title">
<h2 id="connection-title">${texts.isEnabled}</h2>
${copyField({ id: 'url', label: texts.url, value: url, button: texts.copyUrl, copied: texts.copied })}
${rest}
<p class="quiet">${texts.lost}</p>
</section>`;
}

/** A field to copy from: by hand, or by the button, which is there only with a script behind it. */
function copyField({ id, label, value, button, copied }: Readonly<Record<'id' | 'label' | 'value' | 'button' | 'copied', string>>): Markup {
  return html`<div class="field"><label for="${id}">${label}</label>
<div class="copy"><input type="text" id="${id}" value="${value}" readonly autocomplete="off" spellcheck="false">
<button type="button" data-copy="${id}" hidden>${button}</button></div>
<p class="quiet" id="${id}-status" role="status" data-copied="${copied}"></p></div>`;
}
