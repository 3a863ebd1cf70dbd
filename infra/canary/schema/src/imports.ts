export { clock } from '@constellation/kit'; // breaks no-restricted-imports
