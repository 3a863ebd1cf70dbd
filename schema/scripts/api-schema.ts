import { printSchema, Supergraph } from '@apollo/federation-internals';
import { buildSchema, type GraphQLSchema } from 'graphql';

/** What clients see of a supergraph: its types without the federation machinery. */
export const apiSchema = (supergraph: string): GraphQLSchema =>
  buildSchema(printSchema(Supergraph.build(supergraph).apiSchema()));
