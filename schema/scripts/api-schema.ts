import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';

/** What clients see of a supergraph: its types without the federation machinery. */
export const apiSchema = (supergraph: string): GraphQLSchema => Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema();
