import type { IncomingMessage } from 'node:http';

import { createLanguageChoice } from '../../http/language-choice';
import { ca } from './ca';
import { en } from './en';
import { es } from './es';
import { nl } from './nl';
import type { PageTexts } from './page-texts';

/** The languages of the page by their tags. */
export const catalogues: Readonly<Record<string, PageTexts>> = Object.freeze({ en, es, ca, nl });

/** A language and its texts. */
export interface Wording {
  readonly tag: string;
  readonly texts: PageTexts;
}

/** The language that `Accept-Language` asks for (RFC 9110 §12.5.4), else English. */
export function createTextChoice(): (request: Pick<IncomingMessage, 'headers'>) => Wording {
  const choose = createLanguageChoice(Object.keys(catalogues).map((tag) => ({ tag, templates: {} })));
  return (request) => {
    const tag = choose?.(request).tag ?? 'en';
    return { tag, texts: catalogues[tag] ?? en };
  };
}
