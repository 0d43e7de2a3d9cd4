import type { Markup } from './html';
import { html } from './html';
import type { Notice, PageView } from './page-view';
import { pathOf } from './page-view';

/** What is current in the navigation: an identity provider by its place, or something else. */
export type CurrentPlace = number | 'add' | 'history';

/** The frame of every view: who is there, what there is to choose from, and the view itself. */
export function layout(view: PageView, current: CurrentPlace, content: Markup): Markup {
  const { wording: { texts }, signedInAs, providers, path } = view;
  const entry = (href: string, text: string, isCurrent: boolean): Markup =>
    html`<li><a href="${href}"${isCurrent ? html` aria-current="page"` : undefined}>${text}</a></li>`;
  return html`<a class="skip" href="#main">${texts.skip}</a>
<header><h1>${texts.settings}</h1><p class="quiet">${texts.signedInAs(signedInAs)}</p></header>
<div class="columns">
<nav aria-label="${texts.identityProviders}"><ul>
${providers.map((provider, index) => entry(pathOf(view, provider), provider.name, current === index))}
${entry(`${path}?add`, texts.addProvider, current === 'add')}
${entry(`${path}?history`, texts.history, current === 'history')}
</ul></nav>
<main id="main" tabindex="-1">
${view.notice && noticeBox(view.notice)}
${content}
</main>
</div>`;
}

export function noticeBox({ tone, text }: Notice): Markup {
  return html`<p class="notice ${tone}" role="${tone === 'bad' ? 'alert' : 'status'}">${text}</p>`;
}
