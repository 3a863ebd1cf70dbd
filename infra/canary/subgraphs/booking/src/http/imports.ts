export { expiry } from '../workers/expiry.ts'; // breaks no-restricted-imports
