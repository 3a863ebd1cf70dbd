export { contract } from '@constellation/schema';
export { venue } from '@constellation/venue'; // breaks no-restricted-imports
export { gateway } from '@constellation/gateway'; // breaks no-restricted-imports
export { errors } from '../../schema/src/errors.ts'; // breaks no-restricted-imports
