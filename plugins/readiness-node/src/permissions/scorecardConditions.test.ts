import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import { scorecardReadPermission } from '@team-readiness/backstage-plugin-readiness-common';
import {
  createScorecardConditionalDecision,
  scorecardConditions,
  scorecardRules,
} from './scorecardConditions';

const rules = Object.values(scorecardRules);
const isAuthorized = createConditionAuthorizer<
  { name: string; ownerRef: string | null },
  unknown
>(rules);

const service = { name: 'service-readiness', ownerRef: 'group:default/sre' };
const team = { name: 'team-readiness', ownerRef: null };

describe('scorecardConditions', () => {
  it('names the plugin and the resource type in a decision', () => {
    expect(
      createScorecardConditionalDecision(
        scorecardReadPermission,
        scorecardConditions.hasOwner({ claims: ['group:default/sre'] }),
      ),
    ).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'readiness',
      resourceType: 'readiness-scorecard',
      conditions: {
        rule: 'HAS_OWNER',
        resourceType: 'readiness-scorecard',
        params: { claims: ['group:default/sre'] },
      },
    });
  });

  it.each([
    [service, ['group:default/sre'], true],
    [service, ['Group:default/SRE'], true],
    [service, ['group:default/other'], false],
    [service, [], false],
    [team, ['group:default/sre'], false],
  ])('HAS_OWNER of %p by %p is %p', (scorecard, claims, expected) => {
    const decision = createScorecardConditionalDecision(
      scorecardReadPermission,
      scorecardConditions.hasOwner({ claims }),
    );
    expect(isAuthorized(decision, scorecard)).toBe(expected);
  });

  it('combines rules', () => {
    const decision = createScorecardConditionalDecision(
      scorecardReadPermission,
      {
        anyOf: [
          scorecardConditions.isScorecard({ names: ['team-readiness'] }),
          {
            not: scorecardConditions.hasOwner({
              claims: ['group:default/sre'],
            }),
          },
        ],
      },
    );
    expect(isAuthorized(decision, service)).toBe(false);
    expect(isAuthorized(decision, team)).toBe(true);
    expect(isAuthorized(decision, undefined)).toBe(false);
  });

  it('turns into a query', () => {
    const toQuery = createConditionTransformer(rules);
    expect(
      toQuery({
        allOf: [
          scorecardConditions.hasOwner({ claims: ['Group:default/SRE'] }),
          scorecardConditions.isScorecard({ names: ['service-readiness'] }),
        ],
      }),
    ).toEqual({
      allOf: [
        { key: 'owner', values: ['group:default/sre'] },
        { key: 'name', values: ['service-readiness'] },
      ],
    });
  });

  it('refuses parameters of another shape', () => {
    const decision = createScorecardConditionalDecision(
      scorecardReadPermission,
      {
        rule: 'IS_SCORECARD',
        resourceType: 'readiness-scorecard',
        params: { names: 'service-readiness' },
      },
    );
    expect(() => isAuthorized(decision, service)).toThrow(/Parameters/);
  });
});
