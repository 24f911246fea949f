/** Where the gateway takes its rule on protected attributes from (S31, S111): the one the page knows too. */
export { isProtectedOnly } from '../../shared/policy/protected-attributes.ts';
