import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { SearchField } from './SearchField';

/** A page that takes over what is searched for when it is told to. */
function renderField() {
  const searched: string[] = [];
  let take: (value: string) => void = () => {};
  function Page() {
    const [value, setValue] = useState('');
    take = setValue;
    return (
      <SearchField
        id="search"
        label="Find"
        value={value}
        onChange={next => searched.push(next)}
      />
    );
  }
  render(<Page />);
  return {
    field: screen.getByLabelText('Find'),
    searched,
    take: (value: string) => act(() => take(value)),
  };
}

describe('SearchField', () => {
  it('keeps what was typed on until the page has taken over the first letters', async () => {
    const user = userEvent.setup();
    const { field, searched, take } = renderField();
    await user.type(field, 'c');
    await waitFor(() => expect(searched).toEqual(['c']));
    await user.type(field, 'a');
    take('c');
    expect(field).toHaveDisplayValue('ca');
    await waitFor(() => expect(searched).toContain('ca'));
    take('ca');
    expect(field).toHaveDisplayValue('ca');
  });

  it('shows what the page searches for, also where the reader did not type it', async () => {
    const user = userEvent.setup();
    const { field, searched, take } = renderField();
    take('ledger');
    expect(field).toHaveDisplayValue('ledger');
    await user.clear(field);
    await user.type(field, 'cart');
    await waitFor(() => expect(searched).toContain('cart'));
    take('cart');
    take('');
    expect(field).toHaveDisplayValue('');
    take('cart');
    expect(field).toHaveDisplayValue('cart');
  });
});
