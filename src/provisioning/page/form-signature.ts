import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { UniquenessError } from '../../errors/catalog';
import { allAttributes } from '../../resource/create-projection';
import type { ResourceStore } from '../../store/resource-store';
import { equals } from '../equals';
import { ownContext } from '../own-context';
import { FormKey } from '../resource-types/form-key';

/** What a form is for and who may send it. */
export type FormPurpose = readonly (string | undefined)[];

const lifetime = 8 * 3_600_000;
const pattern = /^([0-9a-z]{1,12})\.([A-Za-z0-9_-]{43})$/;
const keyName = 'forms';

/**
 * Signs forms, so that no other page can make a browser send one (CSRF): for one administrator, one purpose and eight
 * hours. The key is in the store, so that a form of one process is known to all others.
 */
export class FormSignatures {
  #key: Promise<Buffer> | undefined;

  constructor(private readonly store: ResourceStore) {}

  /** What signs the forms of one page. */
  async signer(now: Date): Promise<(purpose: FormPurpose) => string> {
    const key = await this.#loaded();
    const time = now.getTime().toString(36);
    return (purpose) => `${time}.${digestOf(key, purpose, time)}`;
  }

  async isValid(signature: string, purpose: FormPurpose, now: Date): Promise<boolean> {
    const [, time, digest] = pattern.exec(signature) ?? [];
    if (time === undefined || digest === undefined) return false;
    const age = now.getTime() - Number.parseInt(time, 36);
    const expected = digestOf(await this.#loaded(), purpose, time);
    return timingSafeEqual(Buffer.from(digest), Buffer.from(expected)) && age >= 0 && age < lifetime;
  }

  #loaded(): Promise<Buffer> {
    return (this.#key ??= this.#loadKey());
  }

  /** A fault is not remembered: the next form asks again. */
  async #loadKey(): Promise<Buffer> {
    try {
      return (await this.#find()) ?? (await this.#make());
    } catch (error) {
      this.#key = undefined;
      throw error;
    }
  }

  async #make(): Promise<Buffer> {
    const key = randomBytes(32);
    try {
      await this.store.create({ type: FormKey, attributes: { name: keyName, key: key.toString('base64') }, projection: allAttributes }, ownContext());
      return key;
    } catch (error) {
      const others = error instanceof UniquenessError ? await this.#find() : undefined;
      if (others === undefined) throw error;
      return others;
    }
  }

  async #find(): Promise<Buffer | undefined> {
    const page = { startIndex: 1, count: 1 };
    const { resources } = await this.store.query({ type: FormKey, filter: equals(FormKey, 'name', keyName), page, projection: allAttributes }, ownContext());
    const key = resources[0]?.attributes['key'];
    return typeof key === 'string' ? Buffer.from(key, 'base64') : undefined;
  }
}

function digestOf(key: Buffer, purpose: FormPurpose, time: string): string {
  return createHmac('sha256', key).update(JSON.stringify([...purpose.map((part) => part ?? null), time])).digest('base64url');
}
