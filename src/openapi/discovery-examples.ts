import type { DescribedService } from '../http/open-api';
import { resourceTypes, schemas, serviceProviderConfig } from '../operations/discover';
import type { Reply } from '../operations/reply';
import type { RecordedExample } from './recorded-example';
import { recordedBaseUrl } from './recorded-example';

/** What the endpoints of discovery answer (RFC 7644 §4). All schemas in one list are too much for an example. */
export function discoveryExamples(service: DescribedService): readonly RecordedExample[] {
  const context = { baseUrl: recordedBaseUrl };
  const [first] = service.types.map(({ type }) => type);
  const name = first?.name ?? '';
  const urn = first?.schema.$id ?? '';
  return [
    example('serviceProviderConfig', 'GET /ServiceProviderConfig', serviceProviderConfig(service, {}, context)),
    example('resourceTypes', 'GET /ResourceTypes', resourceTypes(service, {}, context)),
    example('resourceType', `GET /ResourceTypes/${name}`, resourceTypes(service, { id: name }, context)),
    example('schema', `GET /Schemas/${urn}`, schemas(service, { id: urn }, context)),
  ];
}

function example(operation: string, summary: string, { status, body = '' }: Reply): RecordedExample {
  const text = typeof body === 'string' ? body : body.join('');
  return { name: 'now', summary, operation, status, answer: JSON.parse(text) as unknown };
}
