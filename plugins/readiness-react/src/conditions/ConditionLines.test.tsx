import { ExplainedCondition } from '@team-readiness/backstage-plugin-readiness-common';
import { screen, within } from '@testing-library/react';
import { renderTranslated } from '../__testUtils__/renderTranslated';
import { ConditionLines } from './ConditionLines';
import { conditionTree } from './conditionTree';
import { truths } from './Truth';
import { TruthMark } from './TruthMark';

function line(
  depth: number,
  kind: ExplainedCondition['kind'],
  text: string,
  truth: ExplainedCondition['truth'],
  more: Partial<ExplainedCondition> = {},
): ExplainedCondition {
  const role = 'condition';
  return { role, depth, kind, text, truth, decided: false, seen: [], ...more };
}

const decided = { decided: true };

/** `a.ok && (a.n > 5 || a.doc == null) && (b.x || b.y)` */
const lines = [
  line(0, 'all', 'whole', 'false', decided),
  line(1, 'part', 'a.ok', 'true', { seen: [{ path: 'a.ok', value: true }] }),
  line(1, 'any', 'a.n > 5 || a.doc == null', 'false', decided),
  line(2, 'part', 'a.n > 5', 'false', { seen: [{ path: 'a.n', value: 2 }] }),
  line(2, 'part', 'a.doc == null', 'failed'),
  line(1, 'any', 'b.x || b.y', 'not-reached'),
  line(2, 'part', 'b.x', 'not-reached'),
  line(2, 'part', 'b.y', 'not-reached'),
];

describe('ConditionLines', () => {
  it('says of each part whether it holds, what it looked at, and which one decided', () => {
    renderTranslated(<ConditionLines label="Met when" lines={lines} />);
    const list = screen.getByRole('list', { name: 'Met when' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .filter(item => !item.parentElement?.matches('[aria-label]'))
        .map(item => item.firstElementChild?.textContent),
    ).toEqual([
      'Truea.oka.ok = true',
      'FalseAt least one of theseDecided it',
      'Falsea.n > 5a.n = 2',
      'Could not be saida.doc == null',
      'Not neededb.x || b.y',
    ]);
    expect(screen.getAllByText('Decided it')).toHaveLength(1);
  });

  it('nests the parts, and leaves out what is below a part that was not needed', () => {
    const [root] = conditionTree(lines);
    expect(root.parts.map(({ line: { text } }) => text)).toEqual([
      'a.ok',
      'a.n > 5 || a.doc == null',
      'b.x || b.y',
    ]);
    expect(root.parts.map(({ parts }) => parts.length)).toEqual([0, 2, 0]);
    expect(root.deciding).toBe(false);
    expect(root.parts[1].deciding).toBe(true);
  });

  it('names the parts of a choice and of an opposite', () => {
    renderTranslated(
      <ConditionLines
        label="Met when"
        lines={[
          line(0, 'not', '!(a ? b : c)', 'false', decided),
          line(1, 'choice', 'a ? b : c', 'true', decided),
          line(2, 'part', 'a', 'false'),
          line(2, 'part', 'b', 'not-reached'),
          line(2, 'part', 'c', 'true', decided),
        ]}
      />,
    );
    const list = screen.getByRole('list', { name: 'Met when' });
    expect(list).toHaveTextContent(
      /^FalseThe opposite of thisTrueDepending on the first of theseFalseif aNot neededthen bTrueotherwise cDecided it$/,
    );
  });

  it('keeps whole expressions beside each other, and survives lines without a group', () => {
    const texts = conditionTree([
      line(0, 'part', 'one', 'true'),
      line(3, 'part', 'orphan', 'true'),
      line(0, 'part', 'two', 'true', decided),
    ]);
    expect(texts.map(node => node.line.text)).toEqual(['one', 'two']);
    expect(texts[0].parts).toHaveLength(1);
    expect(conditionTree([line(2, 'part', 'deep', 'true')])).toHaveLength(1);
    expect(conditionTree([])).toEqual([]);
  });

  it('shows hostile text as text', () => {
    const { container } = renderTranslated(
      <ConditionLines
        label="Met when"
        lines={[
          line(0, 'part', '<img src=x onerror=alert(1)>', 'true', {
            seen: [{ path: '<b>', value: '<script>alert(1)</script>' }],
          }),
        ]}
      />,
    );
    expect(container.querySelector('img, script, b')).not.toBeInTheDocument();
    expect(container).toHaveTextContent('<img src=x onerror=alert(1)>');
  });
});

describe('TruthMark', () => {
  it('has a shape of its own for each truth, so that none rests on colour', () => {
    const shapes = truths.map(truth => {
      const { container, unmount } = renderTranslated(
        <TruthMark truth={truth} />,
      );
      const shape = container.querySelector('path')?.getAttribute('d');
      unmount();
      return shape;
    });
    expect(new Set(shapes).size).toBe(truths.length);
  });
});
