import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Fold } from './Fold';

describe('Fold', () => {
  it('makes what is inside when it is opened, and keeps it', async () => {
    const user = userEvent.setup();
    render(<Fold summary="More">inside</Fold>);
    expect(screen.queryByText('inside')).not.toBeInTheDocument();
    await user.click(screen.getByText('More'));
    expect(await screen.findByText('inside')).toBeVisible();
    await user.click(screen.getByText('More'));
    await waitFor(() =>
      expect(screen.getByRole('group')).not.toHaveAttribute('open'),
    );
    expect(screen.getByRole('group')).toHaveTextContent('inside');
  });

  it('does not take the opening of a fold inside for its own', async () => {
    const user = userEvent.setup();
    render(
      <Fold summary="Outer" eager>
        <Fold summary="Inner">deep</Fold>
      </Fold>,
    );
    expect(screen.queryByText('deep')).not.toBeInTheDocument();
    await user.click(screen.getByText('Outer'));
    await user.click(screen.getByText('Inner'));
    expect(await screen.findByText('deep')).toBeVisible();
  });

  it('opens when it is told to', () => {
    const { rerender } = render(<Fold summary="More">inside</Fold>);
    rerender(
      <Fold summary="More" open>
        inside
      </Fold>,
    );
    expect(screen.getByText('inside')).toBeVisible();
  });
});
