import { variable } from '@constellation/kit';

/** Where web pages are from that may use the graph, as a variable of the environment. */
export const originsVariable = variable
  .urls('http', 'https')
  .refine((origins) => origins.every((each) => URL.parse(each)?.origin === each), {
    error: 'expected origins without a path, such as https://app.example.org,http://localhost:3000',
  })
  .default([])
  .describe('where web pages are from that may use the graph, beside its own');
