import type { FilterLimits } from '../filter/limits';
import { defaultFilterLimits } from '../filter/limits';
import type { BulkLimits, BulkOption } from './bulk-limits';
import { limitBulk } from './bulk-limits';
import { wholeNumbers } from './option-checks';
import type { Pagination, PaginationOptions } from './pagination';
import { limitPages } from './pagination';

/** How large what a request asks for may be. */
export interface LimitsOption {
  /** Characters of a filter. Default 8,192. */
  readonly filterLength?: number;
  /** Nesting of a filter. Default 32. */
  readonly filterDepth?: number;
  /** Comparisons in a filter. Default 100. */
  readonly filterTerms?: number;
  /** Operations of one PATCH. Default 1,000. */
  readonly patchOperations?: number;
  /** Values in the operations of one PATCH, such as members to add. Default 10,000; more are answered with 413. */
  readonly patchValues?: number;
}

/** `LimitsOption`, checked and complete. */
export interface ServiceLimits {
  readonly filter: FilterLimits;
  readonly patchOperations: number;
  readonly patchValues: number;
}

const standard: ServiceLimits = Object.freeze({ filter: defaultFilterLimits, patchOperations: 1000, patchValues: 10_000 });

/** The limits that are given, over those that hold without them; throws `TypeError` naming the one that is wrong. */
export function serviceLimits(given: LimitsOption | undefined, option: string, { filter, ...patch }: ServiceLimits = standard): ServiceLimits {
  const standing = { filterLength: filter.length, filterDepth: filter.depth, filterTerms: filter.terms, ...patch };
  const { filterLength, filterDepth, filterTerms, ...rest } = wholeNumbers(given, option, standing);
  return Object.freeze({ filter: { length: filterLength, depth: filterDepth, terms: filterTerms }, ...rest });
}

/** The limits of a service that may differ between tenants. */
export interface ServiceLimitOptions {
  readonly limits?: LimitsOption;
  /** Sizes of pages; cursors, and how lists are paged, are the same for all tenants. */
  readonly pagination?: Pick<PaginationOptions, 'defaultCount' | 'maxCount'>;
  /** What may be sent to /Bulk, where it is offered. */
  readonly bulk?: Exclude<BulkOption, false>;
}

interface Limited {
  readonly limits: ServiceLimits;
  readonly pagination: Pagination;
  readonly bulk: BulkLimits | undefined;
}

/** A service with other limits, the rest as it was; throws `TypeError` naming the one that is wrong. */
export function withLimits<S extends Limited>(service: S, given: ServiceLimitOptions, option: string): S {
  return Object.freeze({
    ...service,
    limits: serviceLimits(given.limits, `${option}.limits`, service.limits),
    pagination: limitPages(service.pagination, given.pagination, `${option}.pagination`),
    bulk: limitBulk(service.bulk, given.bulk, `${option}.bulk`),
  });
}
