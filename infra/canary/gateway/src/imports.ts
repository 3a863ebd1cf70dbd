export { refusal } from '@constellation/kit/refusal';
export { venue } from '@constellation/venue/entities'; // breaks no-restricted-imports
export { standalone } from '@constellation/standalone'; // breaks no-restricted-imports
