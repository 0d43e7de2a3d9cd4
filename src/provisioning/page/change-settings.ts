import { StaleSettingsError } from '../settings/identity-providers';
import type { ProviderState } from '../settings/provider-state';
import { keyOf } from '../settings/provider-state';
import type { Actor, MintedToken, ProvisioningSettings, TokenWish } from '../settings/provisioning-settings';
import type { PageTexts } from '../texts/page-texts';
import type { AccessChoice, AccessLevel } from '../tokens/token-access';
import type { Lifetimes, Notice } from './page-view';
import type { FormFields } from './read-form';

/** What a form led to: what to show, and what to say of it. */
export interface Outcome {
  readonly status: number;
  /** Id of the identity provider to show. */
  readonly provider: string | undefined;
  readonly notice?: Notice;
  readonly token?: MintedToken;
}

/** What forms are carried out with. */
export interface ChangeParts {
  readonly settings: ProvisioningSettings;
  readonly choices: readonly AccessChoice[];
  readonly lifetimes: Lifetimes;
}

/** A form that is known to be one of the page, and who has sent it. */
export interface SubmittedForm {
  readonly fields: FormFields;
  readonly tenant: string | undefined;
  readonly providers: readonly ProviderState[];
  readonly actor: Actor;
  readonly texts: PageTexts;
}

const longestName = 60;

/**
 * Carries a form out. One that starts from another state than there is now changes nothing: somebody else was faster,
 * or it is sent for the second time.
 */
export async function changeSettings(parts: ChangeParts, form: SubmittedForm): Promise<Outcome> {
  const { fields, providers, texts } = form;
  const provider = fields.get('provider') ?? '';
  if (fields.get('action') === 'add') return addProvider(parts, form);
  const state = providers.find(({ id = '', version = '' }) => id === provider && version === fields.get('version'));
  const stale = { status: 409, provider, notice: { tone: 'bad', text: texts.stale } } as const;
  if (state === undefined) return stale;
  try {
    return (await change(parts, form, state)) ?? stale;
  } catch (error) {
    if (error instanceof StaleSettingsError) return stale;
    throw error;
  }
}

/** `undefined`: there is nothing to change any more. */
async function change(parts: ChangeParts, { fields, actor, texts }: SubmittedForm, state: ProviderState): Promise<Outcome | undefined> {
  const { settings } = parts;
  const wish = wishOf(fields, parts);
  const refused: Outcome = { status: 400, provider: state.id, notice: { tone: 'bad', text: texts.noAccess } };
  switch (fields.get('action')) {
    case 'save':
      if (fields.has('enabled') === state.enabled) return { status: 200, provider: state.id, notice: { tone: 'good', text: texts.saved } };
      if (state.enabled) return shown(await settings.disable(state, actor), texts);
      return wish === undefined ? refused : shown(await settings.enable(state, wish, actor), texts);
    case 'create':
      return wish === undefined ? refused : shown(await settings.addToken(state, wish, actor), texts);
    case 'revoke':
      return shown(await settings.revokeToken(state, fields.get('token') ?? '', actor), texts);
    case 'remove':
      if (state.isStandard || state.enabled) return undefined;
      await settings.removeProvider(state, actor);
      return { status: 200, provider: undefined, notice: { tone: 'good', text: texts.saved } };
    default:
      return undefined;
  }
}

type Changed = Awaited<ReturnType<ProvisioningSettings['addToken']>>;

function shown(changed: Changed, texts: PageTexts): Outcome | undefined {
  if (changed === undefined) return undefined;
  const { state, token } = changed;
  return { status: 200, provider: state.id, notice: { tone: 'good', text: texts.saved }, ...(token && { token }) };
}

async function addProvider({ settings }: ChangeParts, { fields, tenant, providers, actor, texts }: SubmittedForm): Promise<Outcome> {
  const name = (fields.get('name') ?? '').normalize('NFC').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  const refuse = (status: number, text: string): Outcome => ({ status, provider: undefined, notice: { tone: 'bad', text } });
  if (name === '' || name.length > longestName) return refuse(400, texts.nameMissing);
  if (providers.some((provider) => keyOf(provider) === keyOf({ tenant, name }))) return refuse(409, texts.nameTaken);
  try {
    return shown(await settings.addProvider({ tenant, name }, actor), texts) ?? refuse(409, texts.stale);
  } catch (error) {
    if (error instanceof StaleSettingsError) return refuse(409, texts.nameTaken);
    throw error;
  }
}

/** What a form wants of a token: what it does not say is the default; `undefined` for what cannot be wanted. */
function wishOf(fields: FormFields, { choices, lifetimes }: ChangeParts): TokenWish | undefined {
  const days = Number(fields.get('days') ?? lifetimes.standard);
  const levels = choices.map((choice) => [choice.type.name, levelOf(fields, choice)] as const);
  const isPossible = lifetimes.days.includes(days) && levels.every(([, level]) => level !== undefined);
  const isAnything = levels.some(([, level]) => level !== 'none');
  return isPossible && isAnything ? { days, access: Object.fromEntries(levels.flatMap(([name, level]) => (level === undefined ? [] : [[name, level]]))) } : undefined;
}

function levelOf(fields: FormFields, { type, levels }: AccessChoice): AccessLevel | undefined {
  const wanted = fields.get(`access-${type.name}`) ?? levels[0];
  return levels.find((level) => level === wanted);
}
