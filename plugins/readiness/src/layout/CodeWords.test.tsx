import { render } from '@testing-library/react';
import { CodeWords } from './CodeWords';

describe('CodeWords', () => {
  it.each([
    ['a condition of kind `burnrate`.', ['burnrate']],
    ['`a` and `b`', ['a', 'b']],
    ['one ` alone', []],
    ['<b>no</b> [link](x)', []],
  ])('%s has the code %j', (text, code) => {
    const { container } = render(<CodeWords text={text} />);
    expect(
      [...container.querySelectorAll('code')].map(part => part.textContent),
    ).toEqual(code);
    expect(container.textContent).toBe(
      code.length > 0 ? text.replace(/`/g, '') : text,
    );
    expect(container.querySelector('b, a')).not.toBeInTheDocument();
  });
});
