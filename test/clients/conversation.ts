import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { Step } from '../conformance/requirement-list';
import vectors from './vectors.json';

/**
 * One conversation with an identity provider, or the reason why there is none. The steps are those of the conformance
 * cases (`test/conformance/requirement-list.ts`).
 */
export interface Conversation {
  /** The behaviour it is an example of; several conversations may be of one. */
  readonly vector: string;
  /**
   * How the behaviour is known: V from the vendor's documents, F from the field, S from the source of a client or
   * server, T from a test suite of the vendor, R from the RFC, U from nothing but caution.
   */
  readonly evidence: string;
  readonly title: string;
  /** The profiles under which it goes as written. */
  readonly profiles?: readonly string[];
  readonly service?: string;
  readonly steps?: readonly Step[];
  /** A test elsewhere that proves it: `file: part of its name`. */
  readonly test?: string;
  /** Why it is no conversation. */
  readonly reason?: string;
  readonly note?: string;
}

/** A behaviour that is known of a client. */
export interface Vector {
  readonly id: string;
  readonly client: string;
  readonly evidence: string;
}

export const knownVectors: readonly Vector[] = vectors;

/** All conversations, by folder of the client and file. */
export function readConversations(): readonly (Conversation & { readonly file: string })[] {
  return readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && path.dirname(file) !== '.')
    .sort()
    .flatMap((file) => {
      const conversations = JSON.parse(readFileSync(path.join(__dirname, file), 'utf8')) as readonly Conversation[];
      return conversations.map((conversation) => ({ ...conversation, file: file.replace('.json', '') }));
    });
}
