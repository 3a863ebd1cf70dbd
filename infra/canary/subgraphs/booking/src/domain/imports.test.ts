export { testPlatform } from '@constellation/kit/testing';
export { venue } from '@constellation/venue'; // breaks no-restricted-imports
