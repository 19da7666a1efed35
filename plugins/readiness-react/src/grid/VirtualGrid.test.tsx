import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { GridColumn } from './GridColumn';
import { VirtualGrid } from './VirtualGrid';

interface Planet {
  id: string;
  name: string;
  moons: number;
  parent?: string;
}

const planet = (index: number): Planet => ({
  id: `p${index}`,
  name: `Planet ${index}`,
  moons: index,
});
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => planet(index));

const columns: ReadonlyArray<GridColumn<Planet>> = [
  {
    id: 'name',
    title: 'Planet',
    isRowHeader: true,
    label: ({ name }) => name,
    render: ({ id, name }) => <a href={`/planets/${id}`}>{name}</a>,
  },
  {
    id: 'moons',
    title: 'Moons',
    align: 'right',
    render: ({ moons }) => moons,
  },
  {
    id: 'actions',
    title: 'Actions',
    render: () => (
      <>
        <button type="button">Visit</button>
        <button type="button">Leave</button>
      </>
    ),
  },
];

function grid(
  rows: readonly Planet[],
  more: Partial<Parameters<typeof VirtualGrid<Planet>>[0]> = {},
) {
  return (
    <VirtualGrid
      label="Planets"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      {...more}
    />
  );
}

const cell = (name: string) => screen.getByRole('gridcell', { name });
const stops = () => [
  ...screen.getByRole('grid').querySelectorAll<HTMLElement>('[tabindex="0"]'),
];
const link = (name: string) => screen.getByRole('link', { name });
const focus = (element: HTMLElement) => act(() => element.focus());
const scrollTo = (box: HTMLElement, scrollTop: number) =>
  fireEvent.scroll(box, { target: { scrollTop } });

describe('VirtualGrid', () => {
  it('draws a few of many rows, and says how many there are', async () => {
    renderInTestApp(grid(many(10_000)));

    const found = await screen.findByRole('grid', { name: 'Planets' });
    expect(found).toHaveAttribute('aria-rowcount', '10001');
    expect(found).toHaveAttribute('aria-colcount', '3');
    const drawn = within(found).getAllByRole('row');
    expect(drawn.length).toBeGreaterThan(20);
    expect(drawn.length).toBeLessThan(80);
    expect(drawn[0]).toHaveAttribute('aria-rowindex', '1');
    expect(drawn[1]).toHaveAttribute('aria-rowindex', '2');
    expect(cell('1')).toHaveAttribute('aria-colindex', '2');
  });

  it('is one stop of the Tab key, whatever is in its cells', async () => {
    const user = userEvent.setup();
    renderInTestApp(
      <>
        {grid(many(3))}
        <button type="button">After</button>
      </>,
    );
    await screen.findByRole('grid');

    expect(stops()).toEqual([link('Planet 0')]);
    focus(stops()[0]);
    await user.tab();
    expect(screen.getByRole('button', { name: 'After' })).toHaveFocus();
  });

  it('moves by arrows, Home, End, pages and Ctrl', async () => {
    const user = userEvent.setup();
    renderInTestApp(grid(many(1000)));
    await screen.findByRole('grid');
    focus(link('Planet 0'));

    await user.keyboard('{ArrowDown}');
    expect(link('Planet 1')).toHaveFocus();
    await user.keyboard('{ArrowRight}');
    expect(cell('1')).toHaveFocus();
    expect(stops()).toEqual([cell('1')]);
    await user.keyboard('{ArrowUp}');
    expect(cell('0')).toHaveFocus();
    await user.keyboard('{ArrowUp}');
    expect(cell('0')).toHaveFocus();
    await user.keyboard('{Home}');
    expect(link('Planet 0')).toHaveFocus();
    await user.keyboard('{PageDown}');
    expect(link('Planet 10')).toHaveFocus();
    await user.keyboard('{Control>}{End}{/Control}');
    expect(document.activeElement).toHaveAttribute('aria-colindex', '3');
    expect(document.activeElement?.parentElement).toHaveAttribute(
      'aria-rowindex',
      '1001',
    );
    await user.keyboard('{Control>}{Home}{/Control}');
    expect(link('Planet 0')).toHaveFocus();
  });

  it('goes into a cell with several controls by Enter, and out by Escape', async () => {
    const user = userEvent.setup();
    renderInTestApp(grid(many(2)));
    await screen.findByRole('grid');
    focus(link('Planet 0'));

    await user.keyboard('{End}');
    const actions = document.activeElement;
    expect(actions).toHaveAttribute('role', 'gridcell');
    await user.keyboard('{Enter}');
    expect(screen.getAllByRole('button', { name: 'Visit' })[0]).toHaveFocus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getAllByRole('button', { name: 'Leave' })[0]).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(actions).toHaveFocus();
  });

  it('sorts by titles that are buttons, reached above the first row', async () => {
    const user = userEvent.setup();
    const onSort = jest.fn();
    renderInTestApp(
      grid(many(2), {
        columns: columns.map(column =>
          column.id === 'moons' ? { ...column, sort: 'desc', onSort } : column,
        ),
      }),
    );
    await screen.findByRole('grid');

    expect(screen.getByRole('columnheader', { name: 'Moons' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    expect(
      screen.getByRole('columnheader', { name: 'Planet' }),
    ).not.toHaveAttribute('aria-sort');
    focus(cell('0'));
    await user.keyboard('{ArrowUp}');
    expect(screen.getByRole('button', { name: 'Moons' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(onSort).toHaveBeenCalledTimes(1);
    await user.keyboard('{ArrowDown}');
    expect(cell('0')).toHaveFocus();
  });

  it('asks for more rows as the reader comes near the last one, once', async () => {
    const onEnd = jest.fn();
    function Paged() {
      const [rows, setRows] = useState(many(100));
      return grid(rows, {
        total: 120,
        onEnd: () => {
          onEnd();
          setRows(many(120));
        },
      });
    }
    renderInTestApp(<Paged />);

    const found = await screen.findByRole('grid');
    expect(found).toHaveAttribute('aria-rowcount', '121');
    expect(onEnd).not.toHaveBeenCalled();
    scrollTo(found.parentElement!, 5000);
    await waitFor(() => expect(onEnd).toHaveBeenCalledTimes(1));
    expect(found).toHaveAttribute('aria-rowcount', '121');
  });

  it('shows that there are columns beyond the right edge, until they are reached', async () => {
    renderInTestApp(grid(many(3)));
    const box = (await screen.findByRole('grid')).parentElement!;
    expect(box).not.toHaveAttribute('data-more');
    Object.defineProperties(box, {
      clientWidth: { value: 300 },
      scrollWidth: { value: 500 },
    });
    fireEvent.scroll(box);
    expect(box).toHaveAttribute('data-more');
    box.scrollLeft = 200;
    fireEvent.scroll(box);
    expect(box).not.toHaveAttribute('data-more');
  });

  it('keeps the cell with the focus while it is scrolled out of view', async () => {
    renderInTestApp(grid(many(1000)));
    const found = await screen.findByRole('grid');
    focus(link('Planet 0'));

    scrollTo(found.parentElement!, 20_000);
    await waitFor(() =>
      expect(
        screen.queryByRole('link', { name: 'Planet 1' }),
      ).not.toBeInTheDocument(),
    );
    expect(link('Planet 0')).toHaveFocus();
  });

  it('folds and unfolds by arrows, and leads from a child to its parent', async () => {
    const user = userEvent.setup();
    function Tree() {
      const [open, setOpen] = useState(false);
      const parent = planet(0);
      const rows = open
        ? [parent, { ...planet(1), parent: 'p0' }, planet(2)]
        : [parent, planet(2)];
      return grid(rows, {
        branch: row =>
          row.id === 'p0'
            ? {
                name: row.name,
                level: 1,
                expanded: open,
                onToggle: () => setOpen(!open),
              }
            : { name: row.name, level: row.parent ? 2 : 1 },
      });
    }
    renderInTestApp(<Tree />);
    await screen.findByRole('treegrid', { name: 'Planets' });
    const row = () => link('Planet 0').closest('[role=row]');

    focus(link('Planet 0'));
    expect(row()).toHaveAttribute('aria-expanded', 'false');
    await user.keyboard('{ArrowRight}');
    expect(row()).toHaveAttribute('aria-expanded', 'true');
    await user.keyboard('{ArrowDown}');
    expect(link('Planet 1')).toHaveFocus();
    expect(link('Planet 1').closest('[role=row]')).toHaveAttribute(
      'aria-level',
      '2',
    );
    await user.keyboard('{ArrowLeft}');
    expect(link('Planet 0')).toHaveFocus();
    await user.keyboard('{ArrowLeft}');
    expect(row()).toHaveAttribute('aria-expanded', 'false');
    expect(
      screen.queryByRole('link', { name: 'Planet 1' }),
    ).not.toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Show what is below Planet 0' }),
    );
    expect(link('Planet 1')).toBeInTheDocument();
  });

  it('gives the focus to a neighbour when its row goes', async () => {
    const user = userEvent.setup();
    function Shrinking() {
      const [rows, setRows] = useState(many(3));
      return (
        <>
          {grid(rows)}
          <button type="button" onClick={() => setRows(many(2))}>
            Shrink
          </button>
        </>
      );
    }
    renderInTestApp(<Shrinking />);
    await screen.findByRole('grid');
    const shrink = screen.getByRole('button', { name: 'Shrink' });
    shrink.addEventListener('mousedown', event => event.preventDefault());
    focus(link('Planet 2'));

    await user.click(shrink);
    await waitFor(() => expect(link('Planet 1')).toHaveFocus());
  });

  it('says that there is nothing, and that more is on its way', async () => {
    const user = userEvent.setup();
    function Waiting() {
      const [loading, setLoading] = useState(true);
      return (
        <>
          {grid([], { emptyText: 'No planets', loading })}
          <button type="button" onClick={() => setLoading(false)}>
            Answer
          </button>
        </>
      );
    }
    renderInTestApp(<Waiting />);
    const found = await screen.findByRole('grid');
    expect(found).toHaveAttribute('aria-busy', 'true');
    expect(within(found).getAllByRole('row')).toHaveLength(7);
    await user.click(screen.getByRole('button', { name: 'Answer' }));
    expect(await screen.findByText('No planets')).toBeInTheDocument();
  });
});
