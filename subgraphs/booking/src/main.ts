import '@constellation/kit/quiet';
import { runSubgraph } from '@constellation/kit';
import { bookingSubgraph } from './index.ts';

await runSubgraph(bookingSubgraph, process.env);
