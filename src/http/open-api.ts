import type { DiscoveredService } from '../operations/discover';
import type { Reply } from '../operations/reply';
import type { Service } from '../operations/service';

/** What a description can tell of a service, with the limits of a tenant. */
export interface DescribedService
  extends DiscoveredService,
    Pick<Service<never>, 'me' | 'actions' | 'limits' | 'filterDialect' | 'unknownAttributes'> {}

/** One request for the description of a mount. */
export interface DescriptionRequest {
  /** The same object as long as nothing of it changes. */
  readonly service: DescribedService;
  /** Absolute URL of the service root, without a trailing slash. */
  readonly baseUrl: string;
  /** Whether discovery asks for no credential. */
  readonly isDiscoveryPublic: boolean;
}

/** Describes a service to programs. `openApi()` of `scim-router/openapi` makes the one that there is. */
export interface OpenApiRenderer {
  /** JSON text in pieces that follow one another. */
  readonly render: (request: DescriptionRequest) => readonly string[];
}

/** GET /openapi.json: no endpoint of SCIM, and no SCIM message either. */
export function describe({ render }: OpenApiRenderer, request: DescriptionRequest): Reply {
  return { status: 200, body: render(request), mediaType: 'application/vnd.oai.openapi+json;version=3.1' };
}
