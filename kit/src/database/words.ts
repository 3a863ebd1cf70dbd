/** Accents, once letters are taken apart. */
const marks = String.raw`[\u0300-\u036f\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]`;

/** What stands between words: blanks, punctuation, and symbols, which have no class of their own. */
const gaps = String.raw`[[:space:][:punct:]$+<=>^|~\u0060\u00a0-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\U0001f000-\U0001faff]+`;

/**
 * Statements of a migration that make `folded(text)`, `words_in(text)` and `words_beginning(text)`: text without case and
 * accents, its words, and what finds those words among lexemes by their beginning, null when there are none. They stay as
 * they are, as columns and indexes are built with them. The bodies are not quoted, so that they mean the same under any
 * search path. Letters that do not come apart are put as people type them without the right keyboard. Lexemes are limited.
 */
export const wordFunctions: readonly string[] = [
  `create function folded(text) returns text language sql immutable strict parallel safe
    return replace(replace(replace(
      translate(lower(regexp_replace(normalize($1, NFKD), '${marks}', '', 'g') collate "und-x-icu"),
        'øłđħŧıς', 'oldhtiσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')`,
  `create function words_in(text) returns text[] language sql immutable strict parallel safe
    return array(select left(word, 64) from regexp_split_to_table(folded($1) collate "und-x-icu", '${gaps}') word
      where word <> '')`,
  `create function words_beginning(text) returns tsquery language sql immutable strict parallel safe
    return (select string_agg(quote_literal(word) || ':*', ' & ')::tsquery from unnest(words_in($1)) word)`,
];
