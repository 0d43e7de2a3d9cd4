/**
 * Languages for the option `languages` of `createScimRouter`.
 *
 * @packageDocumentation
 */

export { ca } from './ca';
export { es } from './es';
export { nl } from './nl';
