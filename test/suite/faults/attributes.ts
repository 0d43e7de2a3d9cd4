import type { Attributes, ResourceStore } from 'scim-router';
import { User } from 'scim-router';
import { answering, type Fault, storing } from '../plant';

const mapValues = (attributes: Attributes, change: (value: unknown) => unknown): Attributes =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, change(value)]));

function losing(isLost: (name: string, value: unknown) => boolean) {
  return (attributes: Attributes): Attributes =>
    Object.fromEntries(Object.entries(attributes).filter(([name, value]) => !isLost(name, value)));
}

function keepingTheGivenObject(store: ResourceStore): Partial<ResourceStore> {
  const given = new Map<string, Attributes>();
  return {
    create: async (request, context) => {
      const created = await store.create(request, context);
      given.set(created.id, request.attributes);
      return created;
    },
    get: async (request, context) => {
      const resource = await store.get(request, context);
      return resource && { ...resource, attributes: given.get(resource.id) ?? resource.attributes };
    },
  };
}

function answeringTheStoredObject(store: ResourceStore): Partial<ResourceStore> {
  const shared = new Map<string, Awaited<ReturnType<ResourceStore['create']>>>();
  return {
    create: async (request, context) => {
      const created = await store.create(request, context);
      const thawed = { ...created, attributes: JSON.parse(JSON.stringify(created.attributes)) as Attributes };
      shared.set(created.id, thawed);
      return thawed;
    },
    get: async ({ id }) => shared.get(id),
  };
}

function merging(store: ResourceStore): Partial<ResourceStore> {
  return {
    replace: async (request, context) => {
      const before = await store.get(request, context);
      return store.replace({ ...request, attributes: { ...before?.attributes, ...request.attributes } }, context);
    },
  };
}

function storingTheProjection(store: ResourceStore): Partial<ResourceStore> {
  return {
    replace: ({ attributes, ...request }, context) => {
      const named = request.type.attributes.filter((attribute) => request.projection.includes(attribute));
      const isKept = (name: string) => named.some((attribute) => (attribute.extension ?? attribute.name) === name);
      return store.replace({ ...request, attributes: losing((name) => !isKept(name))(attributes) }, context);
    },
  };
}

/** What is kept and answered of the attributes, and of the dates. */
export const attributeFaults: readonly Fault[] = [
  {
    about: 'loses extensions on replace',
    noticedBy: /^replace: .*extension/,
    plant: (store) => ({
      replace: (request, context) =>
        store.replace(
          { ...request, attributes: losing((name) => name.startsWith('urn:'))(request.attributes) },
          context,
        ),
    }),
  },
  { about: 'merges on replace', noticedBy: /^replace: .*not given are gone/, plant: merging },
  {
    about: 'creates what it was to replace',
    noticedBy: /^replace: .*nobody has/,
    plant: (store) => ({
      replace: async (request, context) => (await store.replace(request, context)) ?? store.create(request, context),
    }),
  },
  { about: 'loses false and 0', noticedBy: /^create: .*false and 0/, plant: storing(losing((_name, value) => !value)) },
  {
    about: 'loses what is never returned',
    noticedBy: /^projection: .*never returned/,
    plant: storing(losing((name) => name === 'pin')),
  },
  {
    about: 'rewrites dateTimes',
    noticedBy: /^create: .*data type/,
    plant: storing((attributes) =>
      mapValues(attributes, (value) =>
        typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value).toISOString() : value,
      ),
    ),
  },
  {
    about: 'trims texts',
    noticedBy: /^create: .*blanks/,
    plant: storing((attributes) =>
      mapValues(attributes, (value) => (typeof value === 'string' ? value.trim() : value)),
    ),
  },
  {
    about: 'composes letters',
    noticedBy: /^create: .*composed/,
    plant: storing((attributes) =>
      mapValues(attributes, (value) => (typeof value === 'string' ? value.normalize('NFC') : value)),
    ),
  },
  {
    about: 'keeps the object it was given',
    noticedBy: /^create: .*object that was stored/,
    plant: keepingTheGivenObject,
  },
  {
    about: 'answers the object it keeps',
    noticedBy: /^create: .*what the store answered/,
    plant: answeringTheStoredObject,
  },
  { about: 'stores the projection only', noticedBy: /^projection: .*narrow/, plant: storingTheProjection },
  {
    about: 'answers no attributes that are returned on request',
    noticedBy: /^projection: .*on request/,
    plant: answering((resource) => ({
      ...resource,
      attributes: losing((name) => name === 'note')(resource.attributes),
    })),
  },
  {
    about: 'changes created with every change',
    noticedBy: /^replace: .*created stay/,
    plant: answering((resource) => ({ ...resource, created: resource.lastModified })),
  },
  {
    about: 'lets lastModified go backwards',
    noticedBy: /^replace: .*lastModified/,
    plant: answering(({ created, lastModified, ...resource }) => {
      const since = lastModified.getTime() - created.getTime();
      return { ...resource, created, lastModified: new Date(created.getTime() - since) };
    }),
  },
  {
    about: 'creates resources that were modified later',
    noticedBy: /^create: .*created is now/,
    plant: answering((resource) => ({ ...resource, lastModified: new Date(resource.created.getTime() + 1) })),
  },
  {
    about: 'puts what is never returned into the text',
    noticedBy: /^text: .*by default/,
    plant: answering((resource) => ({ ...resource, text: JSON.stringify(resource.attributes) })),
  },
  {
    about: 'leaves references out of the text',
    noticedBy: /^text: .*references/,
    plant: answering((resource) => ({
      ...resource,
      text: JSON.stringify(losing((name) => name === 'members')(resource.attributes)),
    })),
  },
  {
    about: 'indents the text',
    noticedBy: /^text: .*all attributes/,
    plant: answering((resource) => ({ ...resource, text: JSON.stringify(resource.attributes, undefined, 2) })),
  },
  {
    about: 'resolves no inverse attributes although it says so',
    noticedBy: /^inverse: .*groups has/,
    plant: answering((resource, type) =>
      type === User ? { ...resource, attributes: losing((name) => name === 'groups')(resource.attributes) } : resource,
    ),
  },
];
