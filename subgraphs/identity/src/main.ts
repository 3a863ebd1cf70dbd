import '@constellation/kit/quiet';
import { runSubgraph } from '@constellation/kit';
import { identitySubgraph } from './index.ts';

await runSubgraph(identitySubgraph(), process.env);
