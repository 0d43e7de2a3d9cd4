import { defineSchema } from '../../schema/define-schema';
import { customAttributes } from './custom-attributes';

/** The schema of the resource type CustomObject. */
export const customObjectSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.iga.api.CustomObject',
  title: 'CustomObject',
  description: 'Object of a kind that the installation defines',
  type: 'object',
  required: ['name', 'description', 'type'],
  properties: {
    name: { type: 'string', description: 'Name, unique among objects of the type' },
    description: { type: 'string', description: 'What the object is, for people' },
    type: { type: 'string', description: 'Name of the kind of object' },
    attributes: customAttributes,
  },
});
