import { keyValueContract } from './contract/contract.ts';
import { memoryKeyValue } from './memory.ts';

keyValueContract(async () => memoryKeyValue());
