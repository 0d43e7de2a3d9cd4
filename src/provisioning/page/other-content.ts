import type { ProvisioningEvent } from '../settings/audit-log';
import { standardProvider } from '../settings/provider-state';
import { hiddenFields } from './form-fields';
import { timeOf } from './format-time';
import type { Markup } from './html';
import { html } from './html';
import type { PageView } from './page-view';

/** The form for another identity provider. */
export function addContent(view: PageView): Markup {
  const { wording: { texts }, path } = view;
  return html`<section aria-labelledby="add">
<h2 id="add">${texts.addProvider}</h2>
<form method="post" action="${path}">${hiddenFields(view, standardProvider(undefined), ['add'])}
<div class="field"><label for="name">${texts.providerName}</label>
<input type="text" id="name" name="name" required maxlength="60" autocomplete="off" aria-describedby="name-hint">
<p class="quiet" id="name-hint">${texts.providerNameHint}</p></div>
<div class="buttons"><button type="submit">${texts.add}</button><a href="${path}">${texts.cancel}</a></div>
</form>
</section>`;
}

/** What happened last. */
export function historyContent({ wording }: PageView, events: readonly ProvisioningEvent[]): Markup {
  const { texts } = wording;
  const rows = events.map(({ at, action, provider, administrator, address, token }) => html`<tr>
<td>${timeOf(wording, at)}</td>
<td>${texts.actions[action]}${token && html` (<code>…${token.ending}</code>)`}</td>
<td>${provider.name}</td>
<td>${administrator ?? '–'}${address === undefined ? '' : ` (${address})`}</td></tr>`);
  const table = html`<div class="scroll" tabindex="0" role="group" aria-labelledby="history"><table>
<thead><tr><th scope="col">${texts.when}</th><th scope="col">${texts.what}</th><th scope="col">${texts.identityProvider}</th><th scope="col">${texts.who}</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
  return html`<section aria-labelledby="history">
<h2 id="history">${texts.history}</h2>
${events.length === 0 ? html`<p>${texts.nothingYet}</p>` : table}
</section>`;
}
