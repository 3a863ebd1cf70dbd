import '@constellation/kit/quiet';
import { runSubgraph } from '@constellation/kit';
import { venueSubgraph } from './index.ts';

await runSubgraph(venueSubgraph, process.env);
