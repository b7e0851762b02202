import assert from "node:assert/strict";
import { compileModel } from "../../../languages/json-schema/index";

const MESSAGES: readonly { readonly of: string; readonly schema: object; readonly body: unknown; readonly messages: readonly string[] }[] =
  [
    { of: "a missing property", schema: { required: ["bar"] }, body: {}, messages: ['object has missing required properties (["bar"])'] },
    {
      of: "missing properties, sorted",
      schema: { required: ["transactionState", "timestamp", "transactionId"] },
      body: {},
      messages: ['object has missing required properties (["timestamp","transactionId","transactionState"])'],
    },
    {
      of: "a wrong type",
      schema: { type: "string" },
      body: true,
      messages: ['instance type (boolean) does not match any allowed primitive type (allowed: ["string"])'],
    },
    {
      of: "no number, as which an integer would do too",
      schema: { type: "number" },
      body: "100",
      messages: ['instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])'],
    },
    {
      of: "no integer",
      schema: { type: ["string", "integer", "null"] },
      body: 1.5,
      messages: ['instance type (number) does not match any allowed primitive type (allowed: ["integer","null","string"])'],
    },
    {
      of: "an object, a list and null in their place",
      schema: { properties: { a: { type: "null" }, b: { type: "null" }, c: { type: "array" } } },
      body: { a: {}, b: [], c: null },
      messages: [
        'instance type (object) does not match any allowed primitive type (allowed: ["null"])',
        'instance type (array) does not match any allowed primitive type (allowed: ["null"])',
        'instance type (null) does not match any allowed primitive type (allowed: ["array"])',
      ],
    },
    {
      of: "a value not in the enum",
      schema: { enum: ["high", 1, { a: null }] },
      body: "z",
      messages: ['instance value ("z") not found in enum (possible values: ["high",1,{"a":null}])'],
    },
    {
      of: "a number too small",
      schema: { minimum: 315529200000 },
      body: 1,
      messages: ["numeric instance is lower than the required minimum (minimum: 315529200000, found: 1)"],
    },
    {
      of: "the excluded minimum",
      schema: { minimum: 1, exclusiveMinimum: true },
      body: 1,
      messages: ["numeric instance is not strictly greater than the required minimum 1"],
    },
    {
      of: "a number below the excluded minimum",
      schema: { minimum: 1, exclusiveMinimum: true },
      body: 0,
      messages: ["numeric instance is lower than the required minimum (minimum: 1, found: 0)"],
    },
    {
      of: "a number too large",
      schema: { maximum: 2 },
      body: 2.5,
      messages: ["numeric instance is greater than the required maximum (maximum: 2, found: 2.5)"],
    },
    {
      of: "the excluded maximum",
      schema: { maximum: 2, exclusiveMaximum: true },
      body: 2,
      messages: ["numeric instance is not strictly lower than the required maximum 2"],
    },
    { of: "no multiple", schema: { multipleOf: 2 }, body: 3, messages: ["remainder of division is not zero (3 / 2)"] },
    {
      of: "a short text, in code points",
      schema: { minLength: 2 },
      body: "😀",
      messages: ['string "😀" is too short (length: 1, required minimum: 2)'],
    },
    {
      of: "a long text that does not match either",
      schema: { maxLength: 3, pattern: "^y" },
      body: "xxxxx",
      messages: ['string "xxxxx" is too long (length: 5, maximum allowed: 3)', 'ECMA 262 regex "^y" does not match input string "xxxxx"'],
    },
    {
      of: "a malformed email address",
      schema: { format: "email" },
      body: "asdf",
      messages: ['string "asdf" is not a valid email address'],
    },
    {
      of: "a value wrong in several ways, its keywords by name, format last",
      schema: { format: "ipv4", enum: ["a"], pattern: "^b" },
      body: "c",
      messages: [
        'instance value ("c") not found in enum (possible values: ["a"])',
        'ECMA 262 regex "^b" does not match input string "c"',
        'string "c" is not a valid IPv4 address',
      ],
    },
    {
      of: "properties that are not allowed, sorted",
      schema: { properties: { a: {} }, patternProperties: { "^x": {} }, additionalProperties: false },
      body: { z: 1, a: 1, x1: 1, b: 2 },
      messages: ['object instance has properties which are not allowed by the schema: ["b","z"]'],
    },
    {
      of: "too few properties",
      schema: { minProperties: 2 },
      body: { a: 1 },
      messages: ["object has too few properties (found 1 but schema requires at least 2)"],
    },
    {
      of: "too many properties",
      schema: { maxProperties: 0 },
      body: { a: 1 },
      messages: ["object has too many properties (found 1 but schema requires at most 0)"],
    },
    {
      of: "a property that needs others",
      schema: { dependencies: { a: ["c", "b", "a"] } },
      body: { a: 1, c: 2 },
      messages: ['property "a" of object has missing property dependencies (schema requires ["a","b","c"]; missing: ["b"])'],
    },
    {
      of: "a property that needs a schema",
      schema: { dependencies: { a: { required: ["b"] } } },
      body: { a: 1 },
      messages: ['object has missing required properties (["b"])'],
    },
    {
      of: "too many elements for the items",
      schema: { items: [{}], additionalItems: false },
      body: [1, 2],
      messages: ["schema only allows 1 elements in array but instance has 2 elements"],
    },
    {
      of: "duplicates",
      schema: { uniqueItems: true },
      body: [{ a: 1 }, { a: 1 }],
      messages: ["array must not contain duplicate elements"],
    },
    {
      of: "not all of the schemas",
      schema: { allOf: [{ type: "string" }, {}, { maxLength: 1 }] },
      body: 1,
      messages: ["instance failed to match all required schemas (matched only 2 out of 3)"],
    },
    {
      of: "none of the schemas, without what was wrong with each",
      schema: { anyOf: [{ type: "string" }, { properties: { a: { type: "string" } } }] },
      body: { a: 1 },
      messages: ["instance failed to match at least one required schema among 2"],
    },
    {
      of: "more than one of the schemas",
      schema: { oneOf: [{}, { type: "integer" }, { type: "string" }, { type: "number" }] },
      body: 1,
      messages: ["instance failed to match exactly one schema (matched 3 out of 4)"],
    },
    {
      of: "the forbidden schema",
      schema: { not: { type: "integer" } },
      body: 1,
      messages: ["instance matched a schema which it should not have"],
    },
    {
      of: "siblings, by name, but not of what is below once something is wrong",
      schema: {
        properties: {
          c: { properties: { d: { type: "string" } } },
          b: { type: "string" },
          a: { properties: { d: { type: "string" } } },
          "1": { required: ["x"] },
        },
      },
      body: { a: { d: 1 }, b: 1, c: { d: 1 }, "1": {} },
      messages: [
        'object has missing required properties (["x"])',
        'instance type (integer) does not match any allowed primitive type (allowed: ["string"])',
      ],
    },
    {
      of: "elements, by index",
      schema: { items: { maximum: 0 } },
      body: [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 10],
      messages: [
        "numeric instance is greater than the required maximum (maximum: 0, found: 2)",
        "numeric instance is greater than the required maximum (maximum: 0, found: 10)",
      ],
    },
    {
      of: "members whose names are escaped in pointers",
      schema: { properties: { "a/b": { properties: { "~": { type: "string" } } } } },
      body: { "a/b": { "~": 1 } },
      messages: ['instance type (integer) does not match any allowed primitive type (allowed: ["string"])'],
    },
  ];

const FORMATS: readonly {
  readonly format: string;
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
  readonly message: string;
}[] = [
  {
    format: "date-time",
    valid: ["2012-12-12T12:12:12Z", "2012-12-12t12:12:12z", "2012-02-29T23:59:59.123456789012+01:00", "2012-12-12T12:12:12-0100"],
    invalid: ["2012-12-12", "2011-02-29T12:12:12Z", "2012-12-12T24:12:12Z", "2012-12-12T12:12:12", ""],
    message: "string \"?\" is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]",
  },
  {
    format: "email",
    valid: ["jane@example.com", "jane@exämple.com", "jane.o'neil+x@example", '"a b"@example.com'],
    invalid: ["", "jane", "@example.com", "a b@example.com", "jane@", "jane@exa mple", ".jane@example.com"],
    message: 'string "?" is not a valid email address',
  },
  {
    format: "hostname",
    valid: ["example.com", "localhost", "a_b.example.com.", "1.example", "bücher.example"],
    invalid: ["", "a b", "-a.com", "a..b", "_a.com", "1.2.3.4", "2020-01-02", "."],
    message: 'string "?" is not a valid hostname',
  },
  { format: "ipv4", valid: ["127.0.0.1"], invalid: ["127.0.0.256", "::1", "1"], message: 'string "?" is not a valid IPv4 address' },
  { format: "ipv6", valid: ["::1", "fe80::1"], invalid: ["127.0.0.1", ":::"], message: 'string "?" is not a valid IPv6 address' },
  {
    format: "uri",
    valid: [
      "https://example.com/a?b[0]=%20#c",
      "/relative",
      "",
      "a/b:c",
      "mailto:a@b",
      "http://[::1]:80/x",
      "file:///x",
      "//host:80/",
      "ü",
    ],
    invalid: ["a b", "%zz", "<a>", "12:30", "1http://x", ":", "http:", "http://", "//", "http://x/y[0]", "[", "http://x/#a#b", "a\\b"],
    message: 'string "?" is not a valid URI',
  },
  { format: "regex", valid: ["^a+$"], invalid: ["(", "["], message: 'string "?" is not a valid ECMA 262 regular expression' },
  {
    format: "uuid",
    valid: ["c0ffee00-1234-1234-1234-1234567890AB"],
    invalid: ["c0ffee00", "g0ffee00-1234-1234-1234-1234567890ab"],
    message: 'input string "?" is not a valid UUID',
  },
  { format: "json-pointer", valid: ["", "/a~1b/0"], invalid: ["a", "/~2"], message: 'input string "?" is not a valid JSON Pointer' },
  {
    format: "mac",
    valid: ["00:1B:44:11:3a:b7"],
    invalid: ["00:1B:44:11:3a", "zz:1B:44:11:3a:b7"],
    message: 'input string "?" is not a valid MAC address',
  },
  {
    format: "base64",
    valid: ["", "Zm9v", "Zg=="],
    invalid: ["Z-=="],
    message: 'illegal character "-" at index 1 (not in Base64 alphabet)',
  },
  { format: "base64", valid: ["Zm8="], invalid: ["Zm9"], message: "input has illegal length (must be a multiple of 4, found 3)" },
  { format: "md5", valid: ["0".repeat(32)], invalid: [`a${"g".repeat(31)}`], message: 'illegal character "g" in input at index 1' },
  { format: "sha1", valid: ["a".repeat(40)], invalid: ["abc"], message: "input string has incorrect length (3, expected 40)" },
  { format: "sha256", valid: ["A".repeat(64)], invalid: ["abc"], message: "input string has incorrect length (3, expected 64)" },
  { format: "sha512", valid: ["0".repeat(128)], invalid: ["abc"], message: "input string has incorrect length (3, expected 128)" },
];

describe("a model's messages", () => {
  for (const { of, schema, body, messages } of MESSAGES) {
    it(`tell of ${of}`, () => {
      assert.deepEqual(compileModel("M", { M: { schema: JSON.parse(JSON.stringify(schema)) } })(body), messages);
    });
  }
  for (const { format, valid, invalid, message } of FORMATS) {
    it(`tell of what is no ${format}: ${message}`, () => {
      const validate = compileModel("M", { M: { schema: { format } } });
      for (const text of valid) assert.deepEqual(validate(text), [], text);
      for (const text of invalid) assert.deepEqual(validate(text), [message.replace("?", text)], text);
      assert.deepEqual(validate(1), []);
    });
  }
});
