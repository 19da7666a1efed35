import { holdsWords } from './holdsWords';

const ref = 'group:retail/cafe-operations';

describe('holdsWords', () => {
  it.each([
    ['', true],
    ['  ', true],
    ['CAFÉ', true],
    ['cafe ops', true],
    ['ops cafe', true],
    ['operations', true],
    ['grosse', true],
    ['retail', false],
    ['group', false],
    ['retail/cafe', true],
    ['group:retail', true],
    ['cafe tea', false],
    ['%', false],
  ])('%j: %s', (search, fits) => {
    expect(holdsWords(search, { ref, title: 'Große Café Ops' })).toBe(fits);
  });

  it('finds what has only a ref, or only a title', () => {
    expect(holdsWords('cafe', { ref, title: null })).toBe(true);
    expect(holdsWords('cafe', { ref: null, title: 'Café' })).toBe(true);
    expect(holdsWords('cafe', { ref: null, title: null })).toBe(false);
  });
});
