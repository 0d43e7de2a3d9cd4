import type { Wording } from '../texts/choose-texts';
import type { Markup } from './html';
import { html } from './html';

/** A moment as people of that language write it, in UTC, and as machines read it. */
export function timeOf({ tag }: Wording, moment: Date): Markup {
  const format = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return html`<time datetime="${moment.toISOString()}">${format.format(moment)} UTC</time>`;
}
