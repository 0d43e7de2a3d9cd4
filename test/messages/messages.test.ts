import { InternalError, InvalidValueError, NotFoundError } from '../../src/errors/catalog';
import { errorResponse, toScimError } from '../../src/messages/error-response';
import { listResponse } from '../../src/messages/list-response';
import { schemaUris } from '../../src/messages/schema-uris';

describe('RFC 7644 §3.12: error response', () => {
  test('status is a string, and scimType is there when the error has one', () => {
    expect(errorResponse(new InvalidValueError('userName is required'))).toEqual({
      schemas: [schemaUris.error],
      status: '400',
      scimType: 'invalidValue',
      detail: 'userName is required',
    });
    expect(Object.keys(errorResponse(new NotFoundError('nothing')))).toEqual(['schemas', 'status', 'detail']);
  });

  test('an error of the protocol stays itself', () => {
    const error = new NotFoundError('nothing');
    expect(toScimError(error)).toBe(error);
  });

  test.each([new TypeError('password is hunter2'), 'a string', undefined, null])('anything else is an internal error that keeps %p to itself', (thrown) => {
    const error = toScimError(thrown);
    expect(error).toBeInstanceOf(InternalError);
    expect(error.cause).toBe(thrown);
    expect(errorResponse(error).detail).toBe('The service provider failed to process this request');
  });
});

describe('RFC 7644 §3.4.2: list response', () => {
  test('counts the page and holds the resources as they are', () => {
    const text = listResponse({ totalResults: 12, startIndex: 11, resources: [['{"id":', '"a"}'], ['{"id":"b"}']] }).join('');
    expect(JSON.parse(text)).toEqual({
      schemas: [schemaUris.listResponse],
      totalResults: 12,
      startIndex: 11,
      itemsPerPage: 2,
      Resources: [{ id: 'a' }, { id: 'b' }],
    });
  });

  test('has Resources even when there are none', () => {
    expect(JSON.parse(listResponse({ totalResults: 0, resources: [] }).join(''))).toMatchObject({ startIndex: 1, itemsPerPage: 0, Resources: [] });
  });
});
