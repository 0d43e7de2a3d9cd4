import { NotFoundError, NotImplementedError, UniquenessError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { ScimError } from '../errors/scim-error';
import type { Principal, ScimContext } from '../store/context';
import { assertOffered } from './assert-offered';
import type { AttributeSelection } from './attribute-selection';
import { create } from './create';
import { get } from './get';
import { patch } from './patch';
import { remove } from './remove';
import { replace } from './replace';
import type { Reply } from './reply';
import type { ServedType, Service } from './service';

export interface MeInput {
  readonly selection: AttributeSelection;
  readonly body: unknown;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

export type MeOperation = 'get' | 'replace' | 'patch' | 'delete';

/** GET, PUT, PATCH and DELETE of /Me — RFC 7644 §3.11: what the resource itself answers, with its permanent location. */
export async function me<P extends Principal>(
  service: Service<P>,
  { operation, ...input }: MeInput & { readonly operation: MeOperation },
  context: ScimContext<P>,
): Promise<Reply> {
  const { served, id } = await findMe(service, context);
  if (served === undefined || id === undefined) throw new NotFoundError(detail`This principal has no resource`);
  assertOffered(service, served, operation);
  const location = context.locate(served.type.name, id);
  try {
    const reply = await perform(service, { ...input, operation, served, id }, context);
    return location === undefined ? reply : { ...reply, location };
  } catch (error) {
    throw location !== undefined && error instanceof ScimError ? locatedError(error, location) : error;
  }
}

/** POST /Me — RFC 7644 §3.11: the service provider chooses the resource type. */
export async function createMe<P extends Principal>(
  service: Service<P>,
  { selection, body }: MeInput,
  context: ScimContext<P>,
): Promise<Reply> {
  const { served, id } = await findMe(service, context);
  if (served === undefined) throw new NotImplementedError(detail`This principal cannot create a resource of its own`);
  if (id !== undefined) throw new UniquenessError(detail`This principal has a ${served.type.name} already`);
  assertOffered(service, served, 'create');
  return create(service, { served, selection, body }, context);
}

interface Found {
  readonly served?: ServedType;
  readonly id?: string;
}

async function findMe<P extends Principal>({ me: find, types }: Service<P>, context: ScimContext<P>): Promise<Found> {
  if (find === undefined) throw new NotImplementedError(detail`This service provider does not offer /Me`);
  const target = await find(context.principal, context);
  if (target === undefined) return {};
  const served = types.find(({ type }) => type.name === target.type);
  if (served === undefined) throw new TypeError(`options.me names "${target.type}", which is no resource type`);
  return { served, ...(target.id !== undefined && { id: target.id }) };
}

function perform<P extends Principal>(
  service: Service<P>,
  { operation, ...input }: MeInput & { readonly operation: MeOperation; readonly served: ServedType; readonly id: string },
  context: ScimContext<P>,
): Promise<Reply> {
  switch (operation) {
    case 'get':
      return get(service, input, context);
    case 'replace':
      return replace(service, input, context);
    case 'patch':
      return patch(service, input, context);
    case 'delete':
      return remove(service, input, context);
  }
}

/** Every answer about the resource says where it really is, errors too. */
function locatedError(error: ScimError, location: string): ScimError {
  const headers = { ...error.headers, Location: location };
  return Object.create(error, { headers: { value: headers, enumerable: true } }) as ScimError;
}
