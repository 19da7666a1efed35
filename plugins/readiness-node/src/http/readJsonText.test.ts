import { readJsonText } from './readJsonText';

it('leaves out keys of prototypes, and refuses what is deep or none', () => {
  expect(readJsonText('{"a": [{"__proto__": 1, "b": 2}]}')).toEqual({
    value: { a: [{ b: 2 }] },
  });
  expect(readJsonText(`${'['.repeat(200)}${']'.repeat(200)}`)).toEqual({
    problem: 'nested too deeply',
  });
  expect(readJsonText('{')).toEqual({ problem: 'no JSON' });
});

it('refuses millions of empty objects, each of which would take ten times its text in memory', () => {
  const many = `[${'{},'.repeat(3_000_000)}0]`;
  expect(readJsonText(many)).toEqual({ problem: 'of too many parts' });
});

it('counts no brackets within texts', () => {
  const text = JSON.stringify(['{['.repeat(3_000_000), 'a\\', '"', '[']);
  expect(readJsonText(text)).toMatchObject({ value: { length: 4 } });
});
