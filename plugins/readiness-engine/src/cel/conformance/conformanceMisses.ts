/**
 * The cases of the conformance suite that this engine misses, by reason. The
 * test holds this list to be exact: a case that begins to pass has to be taken
 * out, one that begins to fail needs a reason.
 *
 * @see docs/cel-conformance.md
 */
export interface MissedCases {
  /** Short name, as in the documentation. */
  reason: string;
  /** What is missing, in one sentence. */
  explanation: string;
  /** Ids of the cases. */
  cases: readonly string[];
}

/** Cases that pass. */
export const passedCases = 960;

/** @see MissedCases */
export const missedCases: readonly MissedCases[] = [
  {
    reason: 'checked',
    explanation:
      'The type check refuses before it runs what CEL lets fail, or be absorbed, while it runs: names that are not there, operands that are no booleans, branches and comparisons of different types.',
    cases: [
      'basic/variables/unbound_is_runtime_error',
      'basic/functions/unbound_is_runtime_error',
      'comparisons/eq_literal/not_eq_list_length',
      'logic/conditional/mixed_type',
      'logic/AND/short_circuit_type_left',
      'logic/AND/short_circuit_type_right',
      'logic/OR/short_circuit_type_left',
      'logic/OR/short_circuit_type_right',
      'timestamps/timestamp_arithmetic/add_time_to_duration',
    ],
  },
  {
    reason: 'qualified-names',
    explanation:
      'Variables with dots in their names, and containers, are not resolved: variables here have plain names.',
    cases: [
      'fields/qualified_identifier_resolution/qualified_ident',
      'fields/qualified_identifier_resolution/map_field_select',
      'fields/qualified_identifier_resolution/qualified_identifier_resolution_unchecked',
      'fields/qualified_identifier_resolution/ident_with_longest_prefix_check',
      'namespace/qualified/self_eval_qualified_lookup',
      'namespace/namespace/self_eval_container_lookup',
      'namespace/namespace/self_eval_container_lookup_unchecked',
    ],
  },
  {
    reason: 'reserved-methods',
    explanation:
      'Reserved words are accepted as names of methods by CEL; without a declaration of the function the type check refuses them here.',
    cases: [
      'parse/receiver_function_names/as',
      'parse/receiver_function_names/break',
      'parse/receiver_function_names/const',
      'parse/receiver_function_names/continue',
      'parse/receiver_function_names/else',
      'parse/receiver_function_names/for',
      'parse/receiver_function_names/function',
      'parse/receiver_function_names/if',
      'parse/receiver_function_names/import',
      'parse/receiver_function_names/let',
      'parse/receiver_function_names/loop',
      'parse/receiver_function_names/package',
      'parse/receiver_function_names/namespace',
      'parse/receiver_function_names/return',
      'parse/receiver_function_names/var',
      'parse/receiver_function_names/void',
      'parse/receiver_function_names/while',
    ],
  },
  {
    reason: 'raw-bytes',
    explanation: 'Literals of raw bytes (`br"…"`) are not parsed.',
    cases: [
      'parse/bytes_literals/raw_single_quoted_escapes',
      'parse/bytes_literals/raw_double_quoted_escapes',
      'parse/bytes_literals/raw_triple_single_quoted_escapes',
      'parse/bytes_literals/raw_triple_double_quoted_escapes',
      'parse/bytes_literals/upper_raw_single_quoted_escapes',
      'parse/bytes_literals/upper_raw_double_quoted_escapes',
      'parse/bytes_literals/upper_raw_triple_single_quoted_escapes',
      'parse/bytes_literals/upper_raw_triple_double_quoted_escapes',
    ],
  },
  {
    reason: 'back-quotes',
    explanation: 'Fields in back-quotes are not parsed: write `m["a/b"]`.',
    cases: [
      'fields/quoted_map_fields/field_access_slash',
      'fields/quoted_map_fields/field_access_dash',
      'fields/quoted_map_fields/field_access_dot',
      'fields/quoted_map_fields/has_field_slash',
      'fields/quoted_map_fields/has_field_dash',
      'fields/quoted_map_fields/has_field_dot',
    ],
  },
  {
    reason: 'has-of-literal',
    explanation:
      '`has()` takes a path that begins at a variable, not at a literal.',
    cases: [
      'fields/map_has/has',
      'fields/map_has/has_not',
      'fields/map_has/has_empty',
    ],
  },
  {
    reason: 'bytes',
    explanation:
      'Bytes have no order, and escapes above \\x7f in bytes are code points where CEL means octets.',
    cases: [
      'basic/self_eval_nonzeroish/self_eval_bytes_escape',
      'comparisons/eq_literal/eq_bytes',
      'comparisons/ne_literal/not_ne_bytes',
      'comparisons/lt_literal/lt_bytes',
      'comparisons/lt_literal/not_lt_bytes_same',
      'comparisons/lt_literal/not_lt_bytes_width',
      'comparisons/gt_literal/gt_bytes_one',
      'comparisons/gt_literal/gt_bytes_one_to_empty',
      'comparisons/gt_literal/not_gt_bytes_sorting',
      'comparisons/lte_literal/lte_bytes_empty',
      'comparisons/lte_literal/not_lte_bytes_length',
      'comparisons/gte_literal/gte_bytes_to_empty',
      'comparisons/gte_literal/not_gte_bytes_empty_to_nonempty',
      'comparisons/gte_literal/gte_bytes_samelength',
      'comparisons/bound/bytes_gt_left_false',
    ],
  },
  {
    reason: 'mixed-numbers',
    explanation:
      'Unsigned numbers do not mix with others inside lists and maps or as an index, int and double literals are not compared for equality without `dyn()`, and an int next to a large double is compared exactly.',
    cases: [
      'comparisons/eq_literal/eq_list_mixed_type_numbers',
      'comparisons/eq_literal/eq_map_mixed_type_numbers',
      'comparisons/eq_literal/eq_mixed_types',
      'comparisons/eq_literal/eq_list_elem_mixed_types',
      'comparisons/ne_literal/ne_mixed_types',
      'comparisons/lt_literal/not_lt_dyn_int_big_lossy_double',
      'comparisons/gt_literal/not_gt_dyn_big_double_int',
      'comparisons/lte_literal/lte_dyn_big_double_int',
      'comparisons/gte_literal/gte_dyn_int_big_lossy_double',
      'lists/index/zero_based_uint',
      'lists/in/uint_in_ints',
      'lists/in/uint_in_doubles',
      'lists/in/int_in_uints',
      'lists/in/double_in_uints',
    ],
  },
  {
    reason: 'conversions',
    explanation:
      'Conversions that are missing (uint to int, time to int or string, duration to string, a value to its own type) or lack a range check.',
    cases: [
      'conversions/int/uint',
      'conversions/int/uint_zero',
      'conversions/int/uint_max_exact',
      'conversions/int/double_int_max_range',
      'conversions/int/double_int_min_range',
      'conversions/int/double_range',
      'conversions/int/timestamp',
      'conversions/string/bytes_invalid',
      'conversions/uint/double_uint_max_range',
      'conversions/identity/duration',
      'conversions/identity/timestamp',
      'parse/nest/funcall',
      'timestamps/timestamp_conversions/toInt_timestamp',
      'timestamps/timestamp_conversions/toString_timestamp',
      'timestamps/timestamp_conversions/toString_timestamp_nanos',
      'timestamps/duration_conversions/toString_duration',
    ],
  },
  {
    reason: 'map-literals',
    explanation:
      'Maps with keys of types that CEL refuses, or with a key twice, are accepted.',
    cases: [
      'fields/qualified_identifier_resolution/map_key_float',
      'fields/qualified_identifier_resolution/map_key_null',
      'fields/qualified_identifier_resolution/map_value_repeat_key',
      'fields/qualified_identifier_resolution/map_value_repeat_key_heterogeneous',
    ],
  },
  {
    reason: 'time-range',
    explanation:
      'Times and durations outside of what CEL allows are accepted, and nanoseconds are cut to milliseconds.',
    cases: [
      'timestamps/timestamp_arithmetic/add_time_to_duration_nanos_positive',
      'timestamps/timestamp_range/add_duration_under',
      'timestamps/timestamp_range/add_duration_over',
      'timestamps/timestamp_range/add_duration_nanos_over',
      'timestamps/timestamp_range/add_duration_nanos_under',
      'timestamps/timestamp_range/sub_time_duration_over',
      'timestamps/timestamp_range/sub_time_duration_under',
      'timestamps/duration_range/from_string_under',
      'timestamps/duration_range/from_string_over',
      'timestamps/duration_range/add_under',
      'timestamps/duration_range/add_over',
      'timestamps/duration_range/sub_under',
      'timestamps/duration_range/sub_over',
    ],
  },
  {
    reason: 'time-zones',
    explanation: 'Time zones without a sign (`02:00`) are not understood.',
    cases: ['timestamps/timestamp_selectors_tz/getHours'],
  },
  {
    reason: 'overflow',
    explanation: 'Negating the smallest int does not fail.',
    cases: [
      'integer_math/int64_math/int64_min_negate',
      'integer_math/int64_math/int64_min_negate_div',
    ],
  },
  {
    reason: 'number-syntax',
    explanation: 'Numbers that begin with a dot (`.99`) are not parsed.',
    cases: ['comparisons/gt_literal/not_gt_double'],
  },
  {
    reason: 'empty-list',
    explanation:
      'A comparison inside a macro over the literal empty list is refused.',
    cases: ['macros/all/list_empty'],
  },
  {
    reason: 'exists-one-on-map',
    explanation:
      '`exists_one` over a map literal with int keys reads the keys as texts.',
    cases: ['macros/exists_one/map_one'],
  },
];
