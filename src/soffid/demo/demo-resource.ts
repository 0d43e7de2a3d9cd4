import type { Attributes } from '../../schema/resource-type';

/** A resource of the documents, as a store keeps it. */
export interface DemoResource {
  /** Name of the resource type. */
  readonly type: string;
  readonly id: number;
  readonly attributes: Attributes;
}
