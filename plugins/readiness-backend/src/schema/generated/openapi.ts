/* eslint-disable */
/*
 * Generated from plugins/readiness-backend/src/schema/openapi.yaml. Do not edit: run `yarn generate:openapi`.
 */
export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "readiness",
    "version": "1",
    "description": "Team scorecards: what is met, what is not, what is not known, and why. Every number respects the reader's permission to read scorecards and the catalog's visibility of each entity. Entities that the reader may not see are counted as hidden and nothing else is said of them.",
    "license": {
      "name": "Apache-2.0",
      "url": "http://www.apache.org/licenses/LICENSE-2.0.html"
    },
    "contact": {}
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "paths": {
    "/v1/overview": {
      "get": {
        "operationId": "getOverview",
        "description": "Teams by areas, for one scorecard. My teams first, then most tier-1 services below target.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardQuery"
          },
          {
            "$ref": "#/components/parameters/tier"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          }
        ],
        "responses": {
          "200": {
            "description": "The overview.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Overview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/teams/{namespace}/{name}": {
      "get": {
        "operationId": "getTeam",
        "description": "One team with its child teams, its entities, its next fixes and its own results as a group.",
        "parameters": [
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "$ref": "#/components/parameters/scorecardQuery"
          }
        ],
        "responses": {
          "200": {
            "description": "The team.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Team"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities": {
      "get": {
        "operationId": "listEntities",
        "description": "Entities with level, target and score, farthest from target first, then by tier and name.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardQuery"
          },
          {
            "name": "level",
            "in": "query",
            "description": "Level reached; 0 is not yet at 1.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "maximum": 9
            }
          },
          {
            "name": "target",
            "in": "query",
            "description": "Whether the entity is on target.",
            "schema": {
              "type": "string",
              "enum": [
                "met",
                "missed",
                "none"
              ]
            }
          },
          {
            "name": "data",
            "in": "query",
            "description": "Whether enough of what is asked has data, by weight, to show a score; that is 60 %.",
            "schema": {
              "type": "string",
              "enum": [
                "enough",
                "lacking"
              ]
            }
          },
          {
            "name": "area",
            "in": "query",
            "description": "Only entities with something not met in the area.",
            "schema": {
              "$ref": "#/components/schemas/Area"
            }
          },
          {
            "$ref": "#/components/parameters/ownerOrMine"
          },
          {
            "$ref": "#/components/parameters/tier"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "name": "kind",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "type",
            "in": "query",
            "description": "Value of `spec.type`.",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "search",
            "in": "query",
            "description": "Part of the name or title, whatever its case.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100
            }
          },
          {
            "name": "sort",
            "in": "query",
            "description": "Default is `distance`, the number of fixes to target, then tier and name.",
            "schema": {
              "type": "string",
              "enum": [
                "distance",
                "name",
                "tier",
                "level",
                "score"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/order"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/format"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of entities.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EntityPage"
                }
              },
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities/levels": {
      "post": {
        "operationId": "listEntityLevels",
        "description": "The levels of entities that are named, e.g. of those that a page of the catalog shows. Changes nothing; it is a POST since so many refs fit into no address.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/EntityLevelQuery"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Those of them that are evaluated and that the reader may see, in no order, each by the first scorecard that asks something of it.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EntityLevelList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities/{kind}/{namespace}/{name}": {
      "get": {
        "operationId": "getEntity",
        "description": "One entity against every scorecard that asks something of it, explained from stored facts.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The entity.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EntityReadiness"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities/{kind}/{namespace}/{name}/refresh": {
      "post": {
        "operationId": "refreshEntity",
        "description": "Observes and evaluates the entity again, and answers with what came out.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The entity after the refresh.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EntityReadiness"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities/{kind}/{namespace}/{name}/applicability": {
      "get": {
        "operationId": "getApplicability",
        "description": "Why each scorecard that the reader may read does or does not ask something of the entity, and which target level it gives.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The scorecards, in the configured order.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EntityApplicability"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities/{kind}/{namespace}/{name}/track-record": {
      "get": {
        "operationId": "getTrackRecord",
        "description": "What was done and written down for an entity, newest first; of a Group, for all that it and its child teams own. Single deployments only where `kind=deployment` asks for them.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "entry",
            "in": "query",
            "description": "Kinds of entries. Default is all but single deployments that succeeded.",
            "schema": {
              "type": "array",
              "maxItems": 20,
              "items": {
                "$ref": "#/components/schemas/TrackRecordEntryKind"
              }
            }
          },
          {
            "$ref": "#/components/parameters/fromDay"
          },
          {
            "$ref": "#/components/parameters/toDay"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of entries.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TrackRecordPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities/{kind}/{namespace}/{name}/delivery": {
      "get": {
        "operationId": "getDelivery",
        "description": "How changes reach production, day by day, with the five metrics of DORA and the failures by weekday; of a Group, over all that it and its child teams own.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "days",
            "in": "query",
            "description": "Length of the window up to today.",
            "schema": {
              "type": "integer",
              "minimum": 7,
              "maximum": 400,
              "default": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The history of deployments.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DeliveryHistory"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities/{kind}/{namespace}/{name}/impact-brief": {
      "get": {
        "operationId": "getImpactBrief",
        "description": "Before and after for a quarter: the quarter compared with the one before. Of a Group, over all that it and its child teams own.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "quarter",
            "in": "query",
            "description": "Default is the last complete quarter.",
            "schema": {
              "type": "string",
              "pattern": "^[0-9]{4}-Q[1-4]$"
            }
          },
          {
            "name": "format",
            "in": "query",
            "description": "With `markdown` the brief is text to be shared.",
            "schema": {
              "type": "string",
              "enum": [
                "json",
                "markdown"
              ],
              "default": "json"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The brief.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ImpactBrief"
                }
              },
              "text/markdown": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/scorecards": {
      "get": {
        "operationId": "listScorecards",
        "description": "All scorecards with their checks and the adoption of each, in the configured order.",
        "responses": {
          "200": {
            "description": "The scorecards.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ScorecardDetails"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/scorecards/{id}": {
      "get": {
        "operationId": "getScorecard",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardId"
          }
        ],
        "responses": {
          "200": {
            "description": "The scorecard.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardDetails"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/scorecards/{id}/versions": {
      "get": {
        "operationId": "listScorecardVersions",
        "description": "Versions of a scorecard with what each asks otherwise than the one before, the latest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardId"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 50,
              "default": 20
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of versions.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardVersionPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/definitions": {
      "get": {
        "operationId": "listDefinitions",
        "description": "The documents that are active, those of scorecards first, with whether they are in use; and what services push.",
        "responses": {
          "200": {
            "description": "The documents.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DefinitionList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/definitions/refresh": {
      "post": {
        "operationId": "refreshDefinitions",
        "description": "Reads all documents again and publishes what changed. Calls at the same time share one run; the next one begins a few seconds after the end of the one before.",
        "responses": {
          "200": {
            "description": "What is active after the run.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DefinitionsRefresh"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/checks/{scorecard}/{id}": {
      "get": {
        "operationId": "getCheck",
        "description": "One check with its adoption now and its change over 30 days, or since the first day.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardPath"
          },
          {
            "$ref": "#/components/parameters/checkId"
          }
        ],
        "responses": {
          "200": {
            "description": "The check.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CheckDetails"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/checks/{scorecard}/{id}/results": {
      "get": {
        "operationId": "listCheckResults",
        "description": "The entities that the check applies to with their outcome; failing first, then by tier and name.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardPath"
          },
          {
            "$ref": "#/components/parameters/checkId"
          },
          {
            "name": "outcome",
            "in": "query",
            "description": "One or more outcomes.",
            "explode": true,
            "schema": {
              "type": "array",
              "maxItems": 6,
              "items": {
                "$ref": "#/components/schemas/Outcome"
              }
            }
          },
          {
            "name": "team",
            "in": "query",
            "description": "Group ref; with its child teams.",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "$ref": "#/components/parameters/tier"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/format"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of results.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CheckResultPage"
                }
              },
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/rollups": {
      "get": {
        "operationId": "listRollups",
        "description": "Results summed over the visible entities of each team (with its child teams), system, domain, tier, lifecycle, kind or type.",
        "parameters": [
          {
            "name": "by",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "enum": [
                "team",
                "system",
                "domain",
                "tier",
                "lifecycle",
                "kind",
                "type"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/scorecardQuery"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/tier"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "name": "search",
            "in": "query",
            "description": "Words, each of them part of the name or title, whatever their case and accents.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100
            }
          },
          {
            "name": "sort",
            "in": "query",
            "description": "Default is `needs`: most tier-1 services below target, then most services below target.",
            "schema": {
              "type": "string",
              "enum": [
                "needs",
                "name",
                "adoption",
                "score",
                "onTarget",
                "entities"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/order"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/format"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of sums.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RollupPage"
                }
              },
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/trends": {
      "get": {
        "operationId": "getTrend",
        "description": "How adoption, score and services on target went, day by day, with the owners of each day. A reader who does not see everything gets the sums over what they see. Tier and lifecycle are those that entities have now, on all days.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/scopeRef"
          },
          {
            "$ref": "#/components/parameters/scorecardQuery"
          },
          {
            "name": "area",
            "in": "query",
            "description": "Only one area.",
            "schema": {
              "$ref": "#/components/schemas/Area"
            }
          },
          {
            "name": "check",
            "in": "query",
            "description": "Only one check; not together with an area.",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "tier",
            "in": "query",
            "description": "1 to 3; 0 for entities without a tier. Not of an entity.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "maximum": 3
            }
          },
          {
            "name": "lifecycle",
            "in": "query",
            "description": "Value of `spec.lifecycle`. Not of an entity.",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "$ref": "#/components/parameters/fromDay"
          },
          {
            "$ref": "#/components/parameters/toDay"
          },
          {
            "$ref": "#/components/parameters/format"
          }
        ],
        "responses": {
          "200": {
            "description": "The trend.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Trend"
                }
              },
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/movements": {
      "get": {
        "operationId": "getMovement",
        "description": "Why a sum moved between the ends of two days. The parts add up to the difference exactly.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/scopeRef"
          },
          {
            "$ref": "#/components/parameters/scorecardQuery"
          },
          {
            "name": "area",
            "in": "query",
            "description": "Only one area.",
            "schema": {
              "$ref": "#/components/schemas/Area"
            }
          },
          {
            "$ref": "#/components/parameters/fromDay"
          },
          {
            "$ref": "#/components/parameters/toDay"
          },
          {
            "$ref": "#/components/parameters/format"
          }
        ],
        "responses": {
          "200": {
            "description": "The movement and its parts.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Movement"
                }
              },
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/movers": {
      "get": {
        "operationId": "listMovers",
        "description": "Teams whose adoption moved most between the ends of two days, with the part that moved it most. Tier, lifecycle, system and domain are those that entities have now, on both days.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardQuery"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/tier"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "name": "area",
            "in": "query",
            "description": "Only one area.",
            "schema": {
              "$ref": "#/components/schemas/Area"
            }
          },
          {
            "$ref": "#/components/parameters/fromDay"
          },
          {
            "$ref": "#/components/parameters/toDay"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/format"
          }
        ],
        "responses": {
          "200": {
            "description": "Teams, the largest change first.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MoverPage"
                }
              },
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/transitions": {
      "get": {
        "operationId": "listTransitions",
        "description": "What changed, newest first: results of checks and levels, with the cause and the owners of that time.",
        "parameters": [
          {
            "name": "entity",
            "in": "query",
            "description": "Entity ref.",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/scorecardQuery"
          },
          {
            "name": "check",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "kind",
            "in": "query",
            "description": "Default is both.",
            "schema": {
              "type": "string",
              "enum": [
                "result",
                "level"
              ]
            }
          },
          {
            "name": "cause",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/Cause"
            }
          },
          {
            "$ref": "#/components/parameters/fromDay"
          },
          {
            "$ref": "#/components/parameters/toDay"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/format"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of changes.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TransitionPage"
                }
              },
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/transitions/{id}": {
      "get": {
        "operationId": "getTransition",
        "description": "One change of a result, with what was observed before and after, as far as the check reads it.",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "pattern": "^[0-9]{1,15}$"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The change.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TransitionDetails"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/checks/adoption": {
      "get": {
        "operationId": "listCheckAdoption",
        "description": "How the adoption of each connected check went over the last 90 days, in few points, and its change over 30 days: what a list of checks draws. `GET /v1/checks/{scorecard}/{id}/adoption` has each day, and teams.",
        "parameters": [
          {
            "name": "scorecard",
            "in": "query",
            "description": "Name of a scorecard. Default is all.",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The checks.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CheckAdoptionList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/checks/{scorecard}/{id}/adoption": {
      "get": {
        "operationId": "getCheckAdoption",
        "description": "The adoption curve of a check, in all and by team, with the owners of each day.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardPath"
          },
          {
            "$ref": "#/components/parameters/checkId"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/fromDay"
          },
          {
            "$ref": "#/components/parameters/toDay"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/format"
          }
        ],
        "responses": {
          "200": {
            "description": "The curves.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CheckAdoption"
                }
              },
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/gaps": {
      "get": {
        "operationId": "listGaps",
        "description": "The fixes that lift most entities to their target for each hour of work.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardQuery"
          },
          {
            "$ref": "#/components/parameters/ownerOrMine"
          },
          {
            "$ref": "#/components/parameters/tier"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "name": "area",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/Area"
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/format"
          }
        ],
        "responses": {
          "200": {
            "description": "Fixes, the most worthwhile first.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GapList"
                }
              },
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/dependency-risks": {
      "get": {
        "operationId": "listDependencyRisks",
        "description": "Entities that lean, directly or not, on one with a lower level, with the path.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardQuery"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "name": "tier",
            "in": "query",
            "description": "Of the entities that lean on others. 1 to 3; 0 for those without a tier. Default is 1.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "maximum": 3
            }
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/format"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of risks.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DependencyRiskPage"
                }
              },
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/facts": {
      "post": {
        "operationId": "pushFacts",
        "description": "Stores facts that a service brings, as `readiness.push` grants it. Each item is judged by itself; the same push again changes nothing. The body may hold 5 MB.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/FactPush"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "One answer an item, in the same order.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FactPushAnswer"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/events": {
      "post": {
        "operationId": "pushEvents",
        "description": "Takes events as CloudEvents 1.0 over HTTP in structured (`application/cloudevents+json`), batched (`application/cloudevents-batch+json`) or binary mode (`ce-…` headers), and CDEvents as plain JSON, one or a list. Each event is judged by itself; the same event again changes nothing. At most 1,000 events and 5 MB.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {}
            },
            "application/cloudevents+json": {
              "schema": {}
            },
            "application/cloudevents-batch+json": {
              "schema": {}
            },
            "*/*": {
              "schema": {}
            }
          }
        },
        "responses": {
          "200": {
            "description": "One answer an event, in the same order.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EventPushAnswer"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/collectors": {
      "get": {
        "operationId": "listCollectors",
        "description": "Every collector with its health, those of the catalog first. For those who may read problems.",
        "responses": {
          "200": {
            "description": "The collectors.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CollectorList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/collectors/{id}/run": {
      "post": {
        "operationId": "runCollector",
        "description": "Makes a collector look at all entities soon; if it does so already, once more afterwards. Answers at once.",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The collector, which may be running already.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CollectorHealth"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/evaluation-queue": {
      "get": {
        "operationId": "getEvaluationQueue",
        "description": "How many entities wait to be evaluated, and which could not be. For those who may read problems; entities that the reader may not see are neither listed nor counted.",
        "responses": {
          "200": {
            "description": "The queue now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EvaluationQueue"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/evaluation-queue/retry": {
      "post": {
        "operationId": "retryEvaluations",
        "description": "Has entities that could not be evaluated tried again at once, at most 1,000. For those who have the permission `readiness.evaluation.retry`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/EvaluationRetry"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The queue right after that.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EvaluationQueue"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/metrics": {
      "get": {
        "operationId": "getMetrics",
        "description": "Numbers for monitoring, as the database knows them: the same whichever replica answers. For those who have the permission `readiness.metrics.read`.",
        "responses": {
          "200": {
            "description": "OpenMetrics 1.0.",
            "content": {
              "application/openmetrics-text": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/problems": {
      "get": {
        "operationId": "listProblems",
        "description": "Everything that could not be read or computed, and the state of each collector.",
        "parameters": [
          {
            "name": "subject",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "definition",
                "entity",
                "file",
                "collector",
                "evaluation",
                "reaction"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of problems.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProblemPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "kind": {
        "name": "kind",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "namespace": {
        "name": "namespace",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "name": {
        "name": "name",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 127
        }
      },
      "scorecardId": {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "scorecardPath": {
        "name": "scorecard",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "checkId": {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "scorecardQuery": {
        "name": "scorecard",
        "in": "query",
        "description": "Name of a scorecard. Default is the first one over Components.",
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "owner": {
        "name": "owner",
        "in": "query",
        "description": "Group or user ref; a group with its child teams. `unowned` for entities without an owner, or with one that does not exist.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "maxLength": 300
        }
      },
      "ownerOrMine": {
        "name": "owner",
        "in": "query",
        "description": "Group or user ref; a group with its child teams. `unowned` for entities without an owner, or with one that does not exist; `mine` for those of the reader and of the groups that the reader is a member of.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "maxLength": 300
        }
      },
      "tier": {
        "name": "tier",
        "in": "query",
        "description": "1 to 3; 0 for entities without a tier.",
        "schema": {
          "type": "integer",
          "minimum": 0,
          "maximum": 3
        }
      },
      "lifecycle": {
        "name": "lifecycle",
        "in": "query",
        "description": "Value of `spec.lifecycle`.",
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "system": {
        "name": "system",
        "in": "query",
        "description": "Ref of a System.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "maxLength": 300
        }
      },
      "domain": {
        "name": "domain",
        "in": "query",
        "description": "Ref of a Domain.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "maxLength": 300
        }
      },
      "order": {
        "name": "order",
        "in": "query",
        "description": "Default is the order in which what most needs doing comes first.",
        "schema": {
          "type": "string",
          "enum": [
            "asc",
            "desc"
          ]
        }
      },
      "scope": {
        "name": "scope",
        "in": "query",
        "required": true,
        "schema": {
          "type": "string",
          "enum": [
            "organisation",
            "team",
            "system",
            "domain",
            "entity"
          ]
        }
      },
      "scopeRef": {
        "name": "ref",
        "in": "query",
        "description": "Ref of the team, system, domain or entity; not with the organisation.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "maxLength": 300
        }
      },
      "limit": {
        "name": "limit",
        "in": "query",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500,
          "default": 50
        }
      },
      "cursor": {
        "name": "cursor",
        "in": "query",
        "description": "The `nextCursor` of the page before.",
        "schema": {
          "type": "string",
          "maxLength": 1000
        }
      },
      "fromDay": {
        "name": "from",
        "in": "query",
        "description": "First day (UTC), e.g. `2026-01-01`.",
        "schema": {
          "type": "string",
          "format": "date"
        }
      },
      "toDay": {
        "name": "to",
        "in": "query",
        "description": "Last day (UTC).",
        "schema": {
          "type": "string",
          "format": "date"
        }
      },
      "format": {
        "name": "format",
        "in": "query",
        "description": "With `csv` the whole list is streamed as text, paging is ignored.",
        "schema": {
          "type": "string",
          "enum": [
            "json",
            "csv"
          ],
          "default": "json"
        }
      }
    },
    "responses": {
      "ErrorResponse": {
        "description": "An error.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            }
          }
        }
      }
    },
    "schemas": {
      "Error": {
        "type": "object",
        "required": [
          "error",
          "response"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            },
            "additionalProperties": true
          },
          "request": {
            "type": "object",
            "properties": {
              "method": {
                "type": "string"
              },
              "url": {
                "type": "string"
              }
            }
          },
          "response": {
            "type": "object",
            "required": [
              "statusCode"
            ],
            "properties": {
              "statusCode": {
                "type": "number"
              }
            }
          }
        },
        "additionalProperties": true
      },
      "Area": {
        "type": "string",
        "enum": [
          "ownership",
          "documentation",
          "slos",
          "policy",
          "cost",
          "architecture",
          "platform",
          "delivery",
          "incidents",
          "security",
          "ml"
        ]
      },
      "Outcome": {
        "type": "string",
        "enum": [
          "pass",
          "fail",
          "unknown",
          "not-applicable",
          "exempt",
          "error"
        ]
      },
      "Stage": {
        "type": "string",
        "enum": [
          "draft",
          "shadow",
          "warn",
          "enforced",
          "retired"
        ]
      },
      "Share": {
        "type": "object",
        "description": "Sums of check weights and what follows from them. `adoption` is passed ÷ applicable, `score` passed ÷ known, `coverage` known ÷ applicable; null where the divisor is 0. A score under 60 % coverage is not to be shown.",
        "required": [
          "passed",
          "known",
          "applicable",
          "adoption",
          "score",
          "coverage"
        ],
        "properties": {
          "passed": {
            "type": "number"
          },
          "known": {
            "type": "number"
          },
          "applicable": {
            "type": "number"
          },
          "adoption": {
            "type": [
              "number",
              "null"
            ]
          },
          "score": {
            "type": [
              "number",
              "null"
            ]
          },
          "coverage": {
            "type": [
              "number",
              "null"
            ]
          }
        }
      },
      "LevelCount": {
        "type": "object",
        "required": [
          "level",
          "name",
          "entities"
        ],
        "properties": {
          "level": {
            "type": "integer"
          },
          "name": {
            "type": "string",
            "description": "Name of the level; \"Not yet at 1\" for 0."
          },
          "entities": {
            "type": "integer"
          }
        }
      },
      "Standing": {
        "type": "object",
        "description": "Where a set of entities stands. Entities in grace are left out of all but `inGrace`.",
        "required": [
          "entities",
          "withTarget",
          "onTarget",
          "tier1BelowTarget",
          "notEnoughData",
          "inGrace",
          "hidden",
          "levels",
          "overall",
          "areas",
          "missing"
        ],
        "properties": {
          "entities": {
            "type": "integer",
            "description": "Visible entities that the scorecard asks something of."
          },
          "withTarget": {
            "type": "integer"
          },
          "onTarget": {
            "type": "integer"
          },
          "tier1BelowTarget": {
            "type": "integer"
          },
          "notEnoughData": {
            "type": "integer",
            "description": "Entities with a coverage under 60 %."
          },
          "inGrace": {
            "type": "integer"
          },
          "hidden": {
            "type": "integer",
            "description": "Entities that the reader may not see, of any tier: a filter must not tell more of them. They are in no other number."
          },
          "levels": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LevelCount"
            }
          },
          "overall": {
            "$ref": "#/components/schemas/Share"
          },
          "areas": {
            "type": "array",
            "description": "Areas in which the scorecard has an active check, core areas first.",
            "items": {
              "type": "object",
              "required": [
                "area",
                "share"
              ],
              "properties": {
                "area": {
                  "$ref": "#/components/schemas/Area"
                },
                "share": {
                  "$ref": "#/components/schemas/Share"
                }
              }
            }
          },
          "missing": {
            "type": "object",
            "required": [
              "runbooks",
              "slos"
            ],
            "properties": {
              "runbooks": {
                "type": [
                  "integer",
                  "null"
                ],
                "description": "Entities that fail the check `runbook`; null where the scorecard has no such check."
              },
              "slos": {
                "type": [
                  "integer",
                  "null"
                ],
                "description": "Entities that fail the check `slo-defined`; null where the scorecard has no such check."
              }
            }
          }
        }
      },
      "TeamRef": {
        "type": "object",
        "required": [
          "ref",
          "title"
        ],
        "properties": {
          "ref": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "parentRef": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "ScorecardRef": {
        "type": "object",
        "required": [
          "id",
          "title"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          }
        }
      },
      "Overview": {
        "type": "object",
        "required": [
          "scorecard",
          "scorecards",
          "total",
          "teams",
          "unowned",
          "evaluation",
          "filters"
        ],
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "scorecards": {
            "type": "array",
            "description": "All scorecards that a reader may switch to.",
            "items": {
              "$ref": "#/components/schemas/ScorecardRef"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Standing"
          },
          "teams": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "team",
                "mine",
                "childTeams",
                "standing"
              ],
              "properties": {
                "team": {
                  "$ref": "#/components/schemas/TeamRef"
                },
                "mine": {
                  "type": "boolean",
                  "description": "The reader is a member of it or of a team below it."
                },
                "childTeams": {
                  "type": "integer"
                },
                "standing": {
                  "$ref": "#/components/schemas/Standing"
                }
              }
            }
          },
          "unowned": {
            "description": "Entities without an owner, or with one that does not exist; null where there are none.",
            "anyOf": [
              {
                "$ref": "#/components/schemas/Standing"
              },
              {
                "type": "null"
              }
            ]
          },
          "evaluation": {
            "$ref": "#/components/schemas/EvaluationState"
          },
          "filters": {
            "description": "Values of visible entities, whatever is filtered by now.",
            "type": "object",
            "required": [
              "domains",
              "lifecycles"
            ],
            "properties": {
              "domains": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "ref",
                    "title"
                  ],
                  "properties": {
                    "ref": {
                      "type": "string"
                    },
                    "title": {
                      "type": "string"
                    }
                  }
                }
              },
              "lifecycles": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "EvaluationState": {
        "type": "object",
        "description": "Whether numbers may still move.",
        "required": [
          "waiting",
          "firstRunComplete",
          "evaluatedAt"
        ],
        "properties": {
          "waiting": {
            "type": "integer",
            "description": "Entities that wait for evaluation now."
          },
          "firstRunComplete": {
            "type": "boolean",
            "description": "The catalog has been read completely at least once."
          },
          "evaluatedAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO time of the last collector run that ended."
          }
        }
      },
      "Change": {
        "type": "object",
        "required": [
          "since",
          "days",
          "points"
        ],
        "properties": {
          "since": {
            "type": "string",
            "description": "Day (YYYY-MM-DD) of the snapshot compared with."
          },
          "days": {
            "type": "integer"
          },
          "points": {
            "type": "number",
            "description": "Change of adoption in percentage points."
          }
        }
      },
      "EntitySummary": {
        "type": "object",
        "required": [
          "ref",
          "kind",
          "namespace",
          "name",
          "title",
          "type",
          "lifecycle",
          "tier",
          "owners",
          "level",
          "levelName",
          "targetLevel",
          "onTarget",
          "fixes",
          "held",
          "exemptions",
          "share",
          "inGrace"
        ],
        "properties": {
          "ref": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          },
          "type": {
            "type": [
              "string",
              "null"
            ]
          },
          "lifecycle": {
            "type": [
              "string",
              "null"
            ]
          },
          "tier": {
            "type": [
              "integer",
              "null"
            ]
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "level": {
            "type": "integer"
          },
          "levelName": {
            "type": "string"
          },
          "targetLevel": {
            "type": [
              "integer",
              "null"
            ]
          },
          "onTarget": {
            "type": [
              "boolean",
              "null"
            ]
          },
          "fixes": {
            "type": "integer",
            "description": "Gates to fix until it is on target."
          },
          "held": {
            "type": "boolean"
          },
          "exemptions": {
            "type": "integer"
          },
          "share": {
            "$ref": "#/components/schemas/Share"
          },
          "inGrace": {
            "type": "boolean"
          }
        }
      },
      "EntityLevelQuery": {
        "type": "object",
        "required": [
          "refs"
        ],
        "additionalProperties": false,
        "properties": {
          "refs": {
            "type": "array",
            "maxItems": 500,
            "items": {
              "type": "string",
              "maxLength": 300
            }
          },
          "scorecard": {
            "type": "string",
            "maxLength": 63,
            "description": "Only by this one."
          }
        }
      },
      "EntityLevel": {
        "type": "object",
        "required": [
          "ref",
          "scorecard",
          "level",
          "levelName",
          "levels",
          "targetLevel",
          "onTarget",
          "fixes",
          "held",
          "exemptions",
          "inGrace"
        ],
        "properties": {
          "ref": {
            "type": "string"
          },
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "level": {
            "type": "integer"
          },
          "levelName": {
            "type": "string"
          },
          "levels": {
            "type": "integer",
            "description": "How many the ladder has."
          },
          "targetLevel": {
            "type": [
              "integer",
              "null"
            ]
          },
          "onTarget": {
            "type": [
              "boolean",
              "null"
            ]
          },
          "fixes": {
            "type": "integer",
            "description": "Gates to fix until it is on target."
          },
          "held": {
            "type": "boolean"
          },
          "exemptions": {
            "type": "integer"
          },
          "inGrace": {
            "type": "boolean"
          }
        }
      },
      "EntityLevelList": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EntityLevel"
            }
          }
        }
      },
      "EntityPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems",
          "nextCursor"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EntitySummary"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "nextCursor": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "Fix": {
        "type": "object",
        "required": [
          "scorecard",
          "checkId",
          "title",
          "area",
          "level",
          "effort",
          "outcome",
          "missing"
        ],
        "properties": {
          "scorecard": {
            "type": "string"
          },
          "checkId": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "area": {
            "$ref": "#/components/schemas/Area"
          },
          "level": {
            "type": "integer",
            "description": "The level that the check is a gate of."
          },
          "effort": {
            "type": "number",
            "description": "Hours."
          },
          "outcome": {
            "$ref": "#/components/schemas/Outcome"
          },
          "missing": {
            "description": "Of the outcome `unknown`, the data that it waits for.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "collector",
                "title",
                "why"
              ],
              "properties": {
                "collector": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "why": {
                  "description": "`no-source`: nothing is connected that observes it; `never-observed`: its source has never seen this entity; `stale`: it was seen too long ago; `not-in-fact`: it is there, and the answer is not in it.",
                  "type": "string",
                  "enum": [
                    "no-source",
                    "never-observed",
                    "stale",
                    "not-in-fact"
                  ]
                }
              }
            }
          }
        }
      },
      "TeamFix": {
        "type": "object",
        "required": [
          "scorecard",
          "checkId",
          "title",
          "area",
          "level",
          "effort",
          "entities",
          "lifted",
          "action",
          "template"
        ],
        "properties": {
          "scorecard": {
            "type": "string"
          },
          "checkId": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "area": {
            "$ref": "#/components/schemas/Area"
          },
          "level": {
            "type": "integer"
          },
          "effort": {
            "type": "number",
            "description": "Hours for one entity."
          },
          "entities": {
            "type": "integer",
            "description": "Entities of the team for which this gate is open."
          },
          "lifted": {
            "type": "integer",
            "description": "Of these, entities for which it is the only gate left until on target."
          },
          "action": {
            "description": "Who makes it. `template`: most of the entities come from one Scaffolder template, which is mended once; `platform`: the author of the check says so.",
            "type": "string",
            "enum": [
              "team",
              "template",
              "platform"
            ]
          },
          "template": {
            "description": "Of the action `template`, which one.",
            "anyOf": [
              {
                "type": "object",
                "required": [
                  "ref",
                  "entities"
                ],
                "properties": {
                  "ref": {
                    "type": "string"
                  },
                  "entities": {
                    "type": "integer",
                    "description": "How many of the entities come from it."
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "Team": {
        "type": "object",
        "required": [
          "team",
          "parent",
          "children",
          "scorecard",
          "standing",
          "change",
          "fixes",
          "entities",
          "exitCriteria",
          "own",
          "email",
          "chat"
        ],
        "properties": {
          "team": {
            "$ref": "#/components/schemas/TeamRef"
          },
          "exitCriteria": {
            "description": "The gates that count of the highest level that is offered to the group, of the first scorecard that asks something of the group itself; those that do not apply are left out. Null where none does.",
            "anyOf": [
              {
                "$ref": "#/components/schemas/ExitCriteria"
              },
              {
                "type": "null"
              }
            ]
          },
          "parent": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/TeamRef"
              },
              {
                "type": "null"
              }
            ]
          },
          "children": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "team",
                "standing"
              ],
              "properties": {
                "team": {
                  "$ref": "#/components/schemas/TeamRef"
                },
                "standing": {
                  "$ref": "#/components/schemas/Standing"
                }
              }
            }
          },
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "standing": {
            "$ref": "#/components/schemas/Standing"
          },
          "change": {
            "description": "Null without a snapshot of an earlier day, or where the reader does not see all of the team.",
            "anyOf": [
              {
                "$ref": "#/components/schemas/Change"
              },
              {
                "type": "null"
              }
            ]
          },
          "fixes": {
            "description": "The three fixes that lift most entities.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TeamFix"
            }
          },
          "entities": {
            "description": "At most 200, farthest from target first; the rest is at /v1/entities?owner=.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EntitySummary"
            }
          },
          "own": {
            "description": "The group itself against the scorecards that ask something of groups.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ScorecardReadiness"
            }
          },
          "email": {
            "type": [
              "string",
              "null"
            ]
          },
          "chat": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "EntityReadiness": {
        "type": "object",
        "required": [
          "ref",
          "kind",
          "namespace",
          "name",
          "title",
          "type",
          "lifecycle",
          "tier",
          "owners",
          "sourceUrl",
          "scorecards",
          "problems",
          "state",
          "decisions",
          "reviews"
        ],
        "properties": {
          "ref": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          },
          "type": {
            "type": [
              "string",
              "null"
            ]
          },
          "lifecycle": {
            "type": [
              "string",
              "null"
            ]
          },
          "tier": {
            "type": [
              "integer",
              "null"
            ]
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "sourceUrl": {
            "type": [
              "string",
              "null"
            ],
            "description": "http(s) address of the source where there is one."
          },
          "state": {
            "type": "string",
            "enum": [
              "evaluated",
              "waiting"
            ],
            "description": "`waiting`: the catalog has the entity, but it was not evaluated yet."
          },
          "scorecards": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ScorecardReadiness"
            }
          },
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          },
          "decisions": {
            "type": "array",
            "description": "The decision records of the entity, newest first, at most 50. What they hold, never their text.",
            "items": {
              "$ref": "#/components/schemas/DecisionRecord"
            }
          },
          "reviews": {
            "type": "array",
            "description": "The readiness reviews of the entity, newest first, at most 20. What they hold, never their text.",
            "items": {
              "$ref": "#/components/schemas/ReviewRecord"
            }
          }
        }
      },
      "DecisionRecord": {
        "type": "object",
        "required": [
          "path",
          "link",
          "title",
          "date",
          "status",
          "options",
          "hasConsequences",
          "topics",
          "consultedOutside"
        ],
        "properties": {
          "path": {
            "type": "string",
            "description": "Relative to the directory of the entity."
          },
          "link": {
            "type": [
              "string",
              "null"
            ],
            "description": "http(s) address of the file."
          },
          "title": {
            "type": "string",
            "description": "One line of at most 200 characters."
          },
          "date": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO date."
          },
          "status": {
            "type": [
              "string",
              "null"
            ],
            "enum": [
              "proposed",
              "accepted",
              "rejected",
              "deprecated",
              "superseded",
              null
            ]
          },
          "options": {
            "type": "integer",
            "description": "Options that it weighs."
          },
          "hasConsequences": {
            "type": "boolean",
            "description": "Are its consequences written down?"
          },
          "topics": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "rollout",
                "hosting",
                "workload-kind",
                "autoscaling",
                "service-boundary",
                "telemetry",
                "release-schedule"
              ]
            }
          },
          "consultedOutside": {
            "type": [
              "boolean",
              "null"
            ],
            "description": "Was somebody from outside the team consulted? Null where it is not known."
          }
        }
      },
      "ReviewRecord": {
        "type": "object",
        "required": [
          "path",
          "date",
          "lenses",
          "outside",
          "decision"
        ],
        "properties": {
          "path": {
            "type": "string",
            "description": "Relative to the directory of the entity."
          },
          "date": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO date."
          },
          "lenses": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "reliability",
                "security",
                "governance",
                "cost"
              ]
            }
          },
          "outside": {
            "type": [
              "boolean",
              "null"
            ],
            "description": "Is a reviewer from outside the team? Null where it is not known."
          },
          "decision": {
            "type": [
              "string",
              "null"
            ],
            "description": "As its front matter says it; at most 63 characters."
          }
        }
      },
      "ScorecardReadiness": {
        "type": "object",
        "required": [
          "scorecard",
          "level",
          "levelName",
          "levels",
          "ceiling",
          "targetLevel",
          "onTarget",
          "heldSince",
          "heldUntil",
          "exemptions",
          "inGrace",
          "share",
          "areas",
          "fixes",
          "results",
          "notConnected"
        ],
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "level": {
            "type": "integer"
          },
          "levelName": {
            "type": "string"
          },
          "levels": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "level",
                "name"
              ],
              "properties": {
                "level": {
                  "type": "integer"
                },
                "name": {
                  "type": "string"
                }
              }
            }
          },
          "ceiling": {
            "type": "integer",
            "description": "The highest level that is offered to this entity."
          },
          "targetLevel": {
            "type": [
              "integer",
              "null"
            ]
          },
          "onTarget": {
            "type": [
              "boolean",
              "null"
            ]
          },
          "heldSince": {
            "type": [
              "string",
              "null"
            ]
          },
          "heldUntil": {
            "type": [
              "string",
              "null"
            ]
          },
          "exemptions": {
            "type": "integer"
          },
          "inGrace": {
            "type": "boolean"
          },
          "share": {
            "$ref": "#/components/schemas/Share"
          },
          "areas": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "area",
                "share"
              ],
              "properties": {
                "area": {
                  "$ref": "#/components/schemas/Area"
                },
                "share": {
                  "$ref": "#/components/schemas/Share"
                }
              }
            }
          },
          "fixes": {
            "description": "Until on target, cheapest first.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Fix"
            }
          },
          "results": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ExplainedResult"
            }
          },
          "notConnected": {
            "description": "Checks left out because none of their sources is connected.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "checkId",
                "title",
                "area"
              ],
              "properties": {
                "checkId": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "area": {
                  "$ref": "#/components/schemas/Area"
                }
              }
            }
          }
        }
      },
      "ExplainedResult": {
        "type": "object",
        "required": [
          "checkId",
          "title",
          "question",
          "area",
          "level",
          "gate",
          "weight",
          "effort",
          "stage",
          "enforceFrom",
          "counts",
          "outcome",
          "reason",
          "since",
          "message",
          "lookedFor",
          "deciding",
          "seen",
          "conditions",
          "sources",
          "remediation",
          "exemption",
          "optOut",
          "owner",
          "template"
        ],
        "properties": {
          "checkId": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "question": {
            "type": "string"
          },
          "area": {
            "$ref": "#/components/schemas/Area"
          },
          "level": {
            "type": "integer"
          },
          "gate": {
            "type": "boolean"
          },
          "weight": {
            "type": "number"
          },
          "effort": {
            "type": "number"
          },
          "stage": {
            "$ref": "#/components/schemas/Stage"
          },
          "enforceFrom": {
            "$ref": "#/components/schemas/EnforceFrom"
          },
          "counts": {
            "type": "boolean"
          },
          "outcome": {
            "$ref": "#/components/schemas/Outcome"
          },
          "reason": {
            "$ref": "#/components/schemas/ReasonCode"
          },
          "since": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "lookedFor": {
            "type": "string"
          },
          "deciding": {
            "type": [
              "string",
              "null"
            ]
          },
          "seen": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "path",
                "value"
              ],
              "properties": {
                "path": {
                  "type": "string"
                },
                "value": {}
              }
            }
          },
          "conditions": {
            "description": "The expressions of the check part by part, as far as they were asked.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ConditionLine"
            }
          },
          "sources": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "collector",
                "title",
                "location",
                "observedAt",
                "expiresAt"
              ],
              "properties": {
                "collector": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "location": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "observedAt": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "expiresAt": {
                  "type": [
                    "string",
                    "null"
                  ]
                }
              }
            }
          },
          "remediation": {
            "$ref": "#/components/schemas/Remediation"
          },
          "owner": {
            "type": [
              "string",
              "null"
            ],
            "description": "Whom to tell that the check is wrong; an entity ref."
          },
          "template": {
            "type": [
              "string",
              "null"
            ],
            "description": "Scaffolder template that fixes it; an entity ref."
          },
          "exemption": {
            "anyOf": [
              {
                "type": "object",
                "required": [
                  "reason",
                  "approver",
                  "until"
                ],
                "properties": {
                  "reason": {
                    "type": "string"
                  },
                  "approver": {
                    "type": "string"
                  },
                  "until": {
                    "type": "string"
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          },
          "optOut": {
            "description": "What the entity says by its opt-out annotation; null where it says nothing.",
            "anyOf": [
              {
                "type": "object",
                "required": [
                  "reason",
                  "accepted"
                ],
                "properties": {
                  "reason": {
                    "type": "string"
                  },
                  "accepted": {
                    "type": "boolean",
                    "description": "False: the scorecard does not allow it or there is no reason, so that it has no effect."
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "EnforceFrom": {
        "type": [
          "string",
          "null"
        ],
        "description": "Day (UTC) from which the check counts, while it is at `warn` until then."
      },
      "ReasonCode": {
        "type": "string",
        "description": "Why a result has its outcome.",
        "enum": [
          "condition",
          "not-observed",
          "stale",
          "undecided",
          "does-not-apply",
          "exemption",
          "opt-out",
          "evaluation-error"
        ]
      },
      "ConditionLine": {
        "type": "object",
        "description": "A part of an expression, or a group of parts, indented below the group that it belongs to.",
        "required": [
          "role",
          "depth",
          "kind",
          "text",
          "truth",
          "decided",
          "seen"
        ],
        "properties": {
          "role": {
            "type": "string",
            "enum": [
              "target",
              "applies",
              "unknown",
              "condition"
            ],
            "description": "Which expression it is of."
          },
          "depth": {
            "type": "integer",
            "description": "0 for the whole expression."
          },
          "kind": {
            "type": "string",
            "enum": [
              "all",
              "any",
              "not",
              "choice",
              "part"
            ]
          },
          "text": {
            "type": "string",
            "description": "Source text."
          },
          "truth": {
            "type": "string",
            "enum": [
              "true",
              "false",
              "failed",
              "not-reached"
            ]
          },
          "decided": {
            "type": "boolean",
            "description": "It decided, or holds the part that did."
          },
          "seen": {
            "description": "Values that the part looked at.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "path",
                "value"
              ],
              "properties": {
                "path": {
                  "type": "string"
                },
                "value": {}
              }
            }
          }
        }
      },
      "EntityApplicability": {
        "type": "object",
        "required": [
          "ref",
          "scorecards"
        ],
        "properties": {
          "ref": {
            "type": "string"
          },
          "scorecards": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ScorecardApplicability"
            }
          }
        }
      },
      "ScorecardApplicability": {
        "type": "object",
        "required": [
          "scorecard",
          "applies",
          "message",
          "conditions",
          "target"
        ],
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "applies": {
            "type": "boolean"
          },
          "message": {
            "type": "string",
            "description": "One sentence that says why."
          },
          "conditions": {
            "description": "The target of the scorecard part by part, with what was seen of the entity.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ConditionLine"
            }
          },
          "target": {
            "description": "What level is asked of the entity; null where the scorecard does not apply.",
            "anyOf": [
              {
                "type": "object",
                "required": [
                  "level",
                  "only",
                  "line",
                  "message",
                  "conditions"
                ],
                "properties": {
                  "level": {
                    "type": [
                      "integer",
                      "null"
                    ],
                    "description": "Null: no line matches, nothing is asked of it."
                  },
                  "only": {
                    "description": "Which gates are asked for; null for all.",
                    "anyOf": [
                      {
                        "type": "object",
                        "properties": {
                          "areas": {
                            "type": "array",
                            "items": {
                              "$ref": "#/components/schemas/Area"
                            }
                          },
                          "checks": {
                            "type": "array",
                            "items": {
                              "type": "string"
                            }
                          }
                        }
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "line": {
                    "type": [
                      "integer",
                      "null"
                    ],
                    "description": "Which line of `spec.targets` matched first",
                    "from 1.": null
                  },
                  "message": {
                    "type": "string"
                  },
                  "conditions": {
                    "description": "The line that matches part by part; where none does, all lines.",
                    "type": "array",
                    "items": {
                      "$ref": "#/components/schemas/ConditionLine"
                    }
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "Remediation": {
        "type": "object",
        "required": [
          "text",
          "path",
          "example",
          "link"
        ],
        "properties": {
          "text": {
            "type": "string",
            "description": "Markdown."
          },
          "path": {
            "type": [
              "string",
              "null"
            ],
            "description": "File to create or change",
            "relative to the entity's directory.": null
          },
          "example": {
            "type": [
              "string",
              "null"
            ]
          },
          "link": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "ScorecardDetails": {
        "type": "object",
        "required": [
          "id",
          "title",
          "description",
          "owner",
          "stage",
          "version",
          "contentHash",
          "source",
          "createdBy",
          "createdAt",
          "levels",
          "checks",
          "exemptions",
          "params",
          "problems"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "owner": {
            "type": [
              "string",
              "null"
            ]
          },
          "stage": {
            "$ref": "#/components/schemas/Stage"
          },
          "version": {
            "type": "integer"
          },
          "contentHash": {
            "$ref": "#/components/schemas/ContentHash"
          },
          "source": {
            "type": "string"
          },
          "createdBy": {
            "$ref": "#/components/schemas/CreatedBy"
          },
          "createdAt": {
            "type": "string",
            "description": "When the version was first read."
          },
          "levels": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "level",
                "name",
                "description"
              ],
              "properties": {
                "level": {
                  "type": "integer"
                },
                "name": {
                  "type": "string"
                },
                "description": {
                  "type": "string"
                }
              }
            }
          },
          "params": {
            "type": "object",
            "additionalProperties": true
          },
          "checks": {
            "description": "Most tier-1 services failing first.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CheckSummary"
            }
          },
          "exemptions": {
            "type": "integer"
          },
          "problems": {
            "description": "What is wrong with its documents; the last good version serves meanwhile. Empty without the permission to read problems.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        }
      },
      "ContentHash": {
        "type": "string",
        "description": "SHA-256 (hex) of the document with defaults; equal content, equal version."
      },
      "CreatedBy": {
        "type": "string",
        "description": "Who brought the version: `built-in`, `config`, `file` or `url` for the schedule, or the ref of the user who asked for the documents to be read."
      },
      "ScorecardVersion": {
        "type": "object",
        "required": [
          "version",
          "contentHash",
          "source",
          "createdBy",
          "createdAt",
          "activatedAt",
          "active",
          "fields",
          "checks"
        ],
        "properties": {
          "version": {
            "type": "integer"
          },
          "contentHash": {
            "$ref": "#/components/schemas/ContentHash"
          },
          "source": {
            "type": "string"
          },
          "createdBy": {
            "$ref": "#/components/schemas/CreatedBy"
          },
          "createdAt": {
            "type": "string"
          },
          "activatedAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "When it last became active."
          },
          "active": {
            "type": "boolean"
          },
          "fields": {
            "description": "Keys of the scorecard itself that differ from the version before, e.g. `targets` or `params.days`; null where there is none, or it cannot be compared.",
            "anyOf": [
              {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              {
                "type": "null"
              }
            ]
          },
          "checks": {
            "description": "Checks that differ from the version before. Empty for the first version.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CheckChange"
            }
          }
        }
      },
      "CheckChange": {
        "type": "object",
        "required": [
          "id",
          "title",
          "change",
          "fields",
          "effect",
          "enforceFrom"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "change": {
            "type": "string",
            "enum": [
              "added",
              "removed",
              "changed"
            ]
          },
          "fields": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Keys of the check that differ."
          },
          "effect": {
            "type": "string",
            "enum": [
              "stricter",
              "relaxed",
              "none"
            ],
            "description": "`relaxed` is what the author says and the facts did not refute, or a check that is gone."
          },
          "enforceFrom": {
            "type": [
              "string",
              "null"
            ],
            "description": "Day (UTC) before which it was at `warn`; null where it counts as written."
          }
        }
      },
      "ScorecardVersionPage": {
        "type": "object",
        "required": [
          "items",
          "nextCursor"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ScorecardVersion"
            }
          },
          "nextCursor": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "ActiveDefinition": {
        "type": "object",
        "required": [
          "kind",
          "name",
          "version",
          "contentHash",
          "source",
          "createdBy",
          "createdAt"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "Scorecard",
              "Collector"
            ]
          },
          "name": {
            "type": "string"
          },
          "version": {
            "type": "integer"
          },
          "contentHash": {
            "$ref": "#/components/schemas/ContentHash"
          },
          "source": {
            "type": "string"
          },
          "createdBy": {
            "$ref": "#/components/schemas/CreatedBy"
          },
          "createdAt": {
            "type": "string"
          }
        }
      },
      "DefinitionList": {
        "type": "object",
        "required": [
          "items",
          "pushed"
        ],
        "properties": {
          "items": {
            "description": "Scorecards that the reader may read, then all `Collector` documents.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Definition"
            }
          },
          "pushed": {
            "description": "What services may push here, other than what `Collector` documents describe.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "collector",
                "title",
                "description"
              ],
              "properties": {
                "collector": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "description": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "Definition": {
        "type": "object",
        "required": [
          "kind",
          "name",
          "title",
          "version",
          "contentHash",
          "source",
          "createdBy",
          "createdAt",
          "pushed",
          "inUse",
          "problem"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "Scorecard",
              "Collector"
            ]
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "version": {
            "type": "integer"
          },
          "contentHash": {
            "$ref": "#/components/schemas/ContentHash"
          },
          "source": {
            "type": "string"
          },
          "createdBy": {
            "$ref": "#/components/schemas/CreatedBy"
          },
          "createdAt": {
            "type": "string"
          },
          "pushed": {
            "type": "boolean",
            "description": "Of a `Collector`: services push what it describes, nothing is read."
          },
          "inUse": {
            "type": "boolean",
            "description": "False: it was read, and nothing runs it, or no service may push it."
          },
          "problem": {
            "description": "Why it is not in use; null where it is, where nothing here runs such documents or may push it, and without the permission to read problems.",
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "DefinitionsRefresh": {
        "type": "object",
        "required": [
          "active",
          "comparing",
          "problems"
        ],
        "properties": {
          "active": {
            "description": "Versions that are active now, of those that the reader may read.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ActiveDefinition"
            }
          },
          "comparing": {
            "description": "Scorecards whose new version waits until its claim to be relaxed was compared with the stored facts; the version before serves meanwhile.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "problems": {
            "description": "What is wrong with documents. Empty without the permission to read problems.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        }
      },
      "FactPush": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1000,
            "items": {
              "$ref": "#/components/schemas/FactPushItem"
            }
          }
        }
      },
      "FactPushItem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "collector",
          "entityRef",
          "data"
        ],
        "properties": {
          "collector": {
            "description": "Id of the fact, e.g. `unit-cost`.",
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "entityRef": {
            "description": "Whole ref, e.g. `component:default/checkout`.",
            "type": "string",
            "minLength": 1,
            "maxLength": 500
          },
          "data": {
            "description": "The fact as its schema has it; null removes what was pushed before.",
            "type": [
              "object",
              "null"
            ],
            "additionalProperties": true
          },
          "observedAt": {
            "description": "ISO time at which it was observed. Default: now. What was observed earlier than what is stored is passed over.",
            "type": "string",
            "maxLength": 40
          }
        }
      },
      "FactPushItemAnswer": {
        "type": "object",
        "required": [
          "collector",
          "entityRef",
          "status",
          "message"
        ],
        "properties": {
          "collector": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "status": {
            "description": "`unchanged`: the same was stored already, and is fresh again. `outdated`: something that was observed later is stored or pushed together with it.",
            "type": "string",
            "enum": [
              "stored",
              "unchanged",
              "removed",
              "outdated",
              "refused"
            ]
          },
          "message": {
            "description": "Why it was refused; null otherwise.",
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "FactPushAnswer": {
        "type": "object",
        "required": [
          "items",
          "counts"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FactPushItemAnswer"
            }
          },
          "counts": {
            "description": "Number of items by status.",
            "type": "object",
            "required": [
              "stored",
              "unchanged",
              "removed",
              "outdated",
              "refused"
            ],
            "properties": {
              "stored": {
                "type": "integer"
              },
              "unchanged": {
                "type": "integer"
              },
              "removed": {
                "type": "integer"
              },
              "outdated": {
                "type": "integer"
              },
              "refused": {
                "type": "integer"
              }
            }
          }
        }
      },
      "EventPushAnswer": {
        "type": "object",
        "required": [
          "items",
          "counts"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EventPushItemAnswer"
            }
          },
          "counts": {
            "description": "Number of events by status.",
            "type": "object",
            "required": [
              "stored",
              "known",
              "ignored",
              "refused"
            ],
            "properties": {
              "stored": {
                "type": "integer"
              },
              "known": {
                "type": "integer"
              },
              "ignored": {
                "type": "integer"
              },
              "refused": {
                "type": "integer"
              }
            }
          }
        }
      },
      "EventPushItemAnswer": {
        "type": "object",
        "required": [
          "source",
          "id",
          "status",
          "reason"
        ],
        "properties": {
          "source": {
            "type": [
              "string",
              "null"
            ]
          },
          "id": {
            "type": [
              "string",
              "null"
            ]
          },
          "status": {
            "description": "`stored`; `known`: it was there already; `ignored`: valid, and it says nothing about delivery or incidents; `refused`: it is not valid, or nothing reads its type.",
            "type": "string",
            "enum": [
              "stored",
              "known",
              "ignored",
              "refused"
            ]
          },
          "reason": {
            "type": [
              "string",
              "null"
            ],
            "description": "Why it was ignored or refused."
          }
        }
      },
      "TrackRecordEntryKind": {
        "type": "string",
        "enum": [
          "deployment",
          "deployment-failed",
          "incident",
          "postmortem",
          "adr",
          "impact",
          "review",
          "slo-review",
          "release-freeze",
          "game-day",
          "rollback-drill",
          "restore-drill",
          "level-change"
        ]
      },
      "TrackRecordEntry": {
        "type": "object",
        "required": [
          "key",
          "kind",
          "at",
          "title",
          "entity",
          "about",
          "complete",
          "link",
          "details",
          "minutes"
        ],
        "properties": {
          "key": {
            "type": "string",
            "description": "Unique within the answer."
          },
          "kind": {
            "$ref": "#/components/schemas/TrackRecordEntryKind"
          },
          "at": {
            "type": "string",
            "description": "ISO date (`2026-05-18`) of a document, ISO time of an event."
          },
          "title": {
            "type": "string"
          },
          "entity": {
            "$ref": "#/components/schemas/EntityLabel"
          },
          "about": {
            "type": [
              "string",
              "null"
            ],
            "description": "What it is about, e.g. an incident, an SLO or an environment."
          },
          "complete": {
            "type": [
              "boolean",
              "null"
            ],
            "description": "Has it all that a document of its kind must have? Null for what is no document."
          },
          "link": {
            "type": [
              "string",
              "null"
            ],
            "description": "http(s) address, or null."
          },
          "details": {
            "type": [
              "string",
              "null"
            ],
            "description": "One line in plain words: before and after of an impact entry, severity and duration of an incident, levels of a level change."
          },
          "minutes": {
            "type": [
              "number",
              "null"
            ],
            "description": "Of an incident, from detection to mitigation or resolution; else null."
          },
          "levelChange": {
            "$ref": "#/components/schemas/RecordedLevelChange"
          }
        }
      },
      "RecordedLevelChange": {
        "description": "What title and details of a level change say, so that a page can say it in the language of its reader.",
        "type": "object",
        "required": [
          "from",
          "to",
          "cause"
        ],
        "properties": {
          "from": {
            "$ref": "#/components/schemas/NamedLevel"
          },
          "to": {
            "$ref": "#/components/schemas/NamedLevel"
          },
          "cause": {
            "$ref": "#/components/schemas/Cause"
          }
        }
      },
      "NamedLevel": {
        "type": "object",
        "required": [
          "level",
          "levelName"
        ],
        "properties": {
          "level": {
            "type": "integer"
          },
          "levelName": {
            "type": "string"
          }
        }
      },
      "EntityLabel": {
        "type": "object",
        "required": [
          "ref",
          "title"
        ],
        "properties": {
          "ref": {
            "type": "string"
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "TrackRecordPage": {
        "type": "object",
        "required": [
          "items",
          "since",
          "counts",
          "hidden",
          "nextCursor"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TrackRecordEntry"
            }
          },
          "since": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO date from which on the record is complete; null where it is not known."
          },
          "counts": {
            "description": "Entries of the range by kind, before paging.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "kind",
                "count"
              ],
              "properties": {
                "kind": {
                  "$ref": "#/components/schemas/TrackRecordEntryKind"
                },
                "count": {
                  "type": "integer"
                }
              }
            }
          },
          "hidden": {
            "type": "integer",
            "description": "Entities of a team whose entries the reader may not see."
          },
          "nextCursor": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "MetricSample": {
        "description": "A metric of DORA. Null values with samples under the minimum are not known, not zero.",
        "type": "object",
        "required": [
          "id",
          "title",
          "unit",
          "measured",
          "value",
          "samples",
          "minimum"
        ],
        "properties": {
          "id": {
            "type": "string",
            "enum": [
              "deployment-frequency",
              "change-lead-time",
              "merge-to-production",
              "change-fail-rate",
              "recovery-time",
              "rework-rate"
            ]
          },
          "title": {
            "type": "string"
          },
          "unit": {
            "type": "string",
            "enum": [
              "per week",
              "hours",
              "percent"
            ]
          },
          "measured": {
            "type": "boolean",
            "description": "The events that it needs arrive."
          },
          "value": {
            "type": [
              "number",
              "null"
            ]
          },
          "samples": {
            "type": "integer"
          },
          "minimum": {
            "type": "integer",
            "description": "Samples from which on a value is given."
          }
        }
      },
      "DeliveryHistory": {
        "type": "object",
        "required": [
          "from",
          "to",
          "timeZone",
          "since",
          "metrics",
          "days",
          "weekdays",
          "answers",
          "entities",
          "hidden"
        ],
        "properties": {
          "from": {
            "type": "string",
            "description": "ISO date of the first day."
          },
          "to": {
            "type": "string",
            "description": "ISO date of the last day."
          },
          "timeZone": {
            "type": "string",
            "description": "IANA name, in which days and weekdays are counted."
          },
          "since": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO date of the first event that is known; null without any."
          },
          "metrics": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MetricSample"
            }
          },
          "days": {
            "description": "One row a day with a production deployment or an incident, oldest first.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "date",
                "deployments",
                "failures",
                "incidents"
              ],
              "properties": {
                "date": {
                  "type": "string"
                },
                "deployments": {
                  "type": "integer"
                },
                "failures": {
                  "type": "integer"
                },
                "incidents": {
                  "type": "integer"
                }
              }
            }
          },
          "weekdays": {
            "description": "All seven, Monday first.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "weekday",
                "deployments",
                "failures",
                "pValue",
                "significantSince"
              ],
              "properties": {
                "weekday": {
                  "type": "string"
                },
                "deployments": {
                  "type": "integer"
                },
                "failures": {
                  "type": "integer"
                },
                "pValue": {
                  "type": [
                    "number",
                    "null"
                  ]
                },
                "significantSince": {
                  "type": [
                    "string",
                    "null"
                  ]
                }
              }
            }
          },
          "answers": {
            "description": "Impact entries and accepted ADRs about the release schedule, newest first: what was done about a weekday on which more fails.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TrackRecordEntry"
            }
          },
          "entities": {
            "type": "integer",
            "description": "Entities with an event in the window."
          },
          "hidden": {
            "type": "integer"
          }
        }
      },
      "ImpactBrief": {
        "type": "object",
        "required": [
          "subject",
          "quarter",
          "before",
          "after",
          "metrics",
          "standing",
          "impact",
          "record",
          "unknown",
          "unknowns",
          "hidden"
        ],
        "properties": {
          "subject": {
            "$ref": "#/components/schemas/EntityLabel"
          },
          "quarter": {
            "type": "string"
          },
          "before": {
            "$ref": "#/components/schemas/DayRange"
          },
          "after": {
            "$ref": "#/components/schemas/DayRange"
          },
          "metrics": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "title",
                "unit",
                "better",
                "before",
                "after",
                "samplesBefore",
                "samplesAfter",
                "verdict"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "unit": {
                  "type": "string"
                },
                "better": {
                  "type": "string",
                  "enum": [
                    "lower",
                    "higher"
                  ]
                },
                "before": {
                  "type": [
                    "number",
                    "null"
                  ]
                },
                "after": {
                  "type": [
                    "number",
                    "null"
                  ]
                },
                "samplesBefore": {
                  "type": "integer"
                },
                "samplesAfter": {
                  "type": "integer"
                },
                "verdict": {
                  "description": "`unknown` where one of the two has too few samples, or where chance alone could make the difference.",
                  "type": "string",
                  "enum": [
                    "better",
                    "worse",
                    "same",
                    "unknown"
                  ]
                },
                "unknownBecause": {
                  "$ref": "#/components/schemas/VerdictUnknownCause"
                }
              }
            }
          },
          "standing": {
            "description": "Adoption and services on target at the end of each range, by daily snapshots; null where there was none.",
            "type": "object",
            "required": [
              "scorecard",
              "before",
              "after"
            ],
            "properties": {
              "scorecard": {
                "$ref": "#/components/schemas/ScorecardRef"
              },
              "before": {
                "$ref": "#/components/schemas/StandingSnapshot"
              },
              "after": {
                "$ref": "#/components/schemas/StandingSnapshot"
              }
            }
          },
          "impact": {
            "description": "Impact entries whose `to` is within the quarter, newest first.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "title",
                "kind",
                "metric",
                "unit",
                "before",
                "after",
                "from",
                "to",
                "evidence",
                "link",
                "entity",
                "complete"
              ],
              "properties": {
                "title": {
                  "type": "string"
                },
                "kind": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "metric": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "unit": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "before": {
                  "type": [
                    "number",
                    "null"
                  ]
                },
                "after": {
                  "type": [
                    "number",
                    "null"
                  ]
                },
                "from": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "to": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "evidence": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "link": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "entity": {
                  "$ref": "#/components/schemas/EntityLabel"
                },
                "complete": {
                  "type": "boolean"
                }
              }
            }
          },
          "record": {
            "description": "Entries of the track record by kind, before and after; single deployments are in the metrics.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "kind",
                "before",
                "after"
              ],
              "properties": {
                "kind": {
                  "$ref": "#/components/schemas/TrackRecordEntryKind"
                },
                "before": {
                  "type": "integer"
                },
                "after": {
                  "type": "integer"
                }
              }
            }
          },
          "unknown": {
            "description": "What the brief cannot say, and why, in sentences.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "unknowns": {
            "description": "The same by code, in the same order, so that a page can say it in the language of its reader.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/BriefUnknown"
            }
          },
          "hidden": {
            "type": "integer"
          }
        }
      },
      "VerdictUnknownCause": {
        "description": "Why a measure of a brief has no verdict, only there: nothing tells of it (`not-measured`), it is not known for the whole of both quarters (`incomplete`), there are too few samples (`too-few`), the later quarter is not over (`not-over`), or chance alone could make the difference (`chance`).",
        "type": "string",
        "enum": [
          "not-measured",
          "incomplete",
          "too-few",
          "not-over",
          "chance"
        ]
      },
      "BriefUnknown": {
        "type": "object",
        "required": [
          "code",
          "sentence"
        ],
        "properties": {
          "code": {
            "description": "What is not known. Others may be added, so that a client falls back to the sentence.",
            "type": "string",
            "enum": [
              "quarter-not-over",
              "too-many-deliveries",
              "no-events",
              "events-since",
              "no-incidents",
              "levels-incomplete",
              "standing-of-service",
              "standing-of-visible",
              "no-snapshot-before",
              "no-snapshot-after",
              "no-snapshots",
              "no-spend",
              "documents-unread",
              "hidden"
            ]
          },
          "sentence": {
            "type": "string"
          },
          "day": {
            "description": "ISO date of the last day that is counted (`quarter-not-over`), or of the first one that is known (`events-since`).",
            "type": "string"
          },
          "count": {
            "description": "Number of services (`documents-unread`, `hidden`).",
            "type": "integer"
          }
        }
      },
      "DayRange": {
        "type": "object",
        "required": [
          "from",
          "to"
        ],
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        }
      },
      "StandingSnapshot": {
        "anyOf": [
          {
            "type": "object",
            "required": [
              "day",
              "adoption",
              "entities",
              "onTarget"
            ],
            "properties": {
              "day": {
                "type": "string"
              },
              "adoption": {
                "type": [
                  "number",
                  "null"
                ]
              },
              "entities": {
                "type": "integer"
              },
              "onTarget": {
                "type": "integer"
              }
            }
          },
          {
            "type": "null"
          }
        ]
      },
      "Cause": {
        "type": "string",
        "enum": [
          "data",
          "standard",
          "exemption",
          "time",
          "applicability",
          "ownership",
          "dependency",
          "collector",
          "created",
          "removed"
        ]
      },
      "Rollup": {
        "type": "object",
        "required": [
          "key",
          "title",
          "parentRef",
          "mine",
          "standing",
          "outcomes"
        ],
        "properties": {
          "key": {
            "type": [
              "string",
              "null"
            ],
            "description": "Ref of the team, system or domain, or the value of the field; null for entities without one."
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          },
          "parentRef": {
            "type": [
              "string",
              "null"
            ],
            "description": "Of a team its parent, of a system its domain, as far as visible."
          },
          "mine": {
            "type": "boolean"
          },
          "standing": {
            "$ref": "#/components/schemas/Standing"
          },
          "outcomes": {
            "description": "Results of all checks that count, of entities that are not in grace.",
            "allOf": [
              {
                "$ref": "#/components/schemas/OutcomeCounts"
              }
            ]
          }
        }
      },
      "RollupPage": {
        "type": "object",
        "required": [
          "by",
          "scorecard",
          "items",
          "hidden",
          "nextCursor"
        ],
        "properties": {
          "by": {
            "type": "string"
          },
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Rollup"
            }
          },
          "hidden": {
            "type": "integer",
            "description": "Entities of the owner that the reader may not see, whatever else is filtered by. An item tells of its own where it is a team, system or domain that the reader may see, else 0."
          },
          "nextCursor": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "TrendPoint": {
        "type": "object",
        "required": [
          "day",
          "share",
          "entities",
          "withTarget",
          "onTarget",
          "level"
        ],
        "properties": {
          "day": {
            "type": "string"
          },
          "share": {
            "$ref": "#/components/schemas/Share"
          },
          "entities": {
            "type": "integer"
          },
          "withTarget": {
            "type": "integer"
          },
          "onTarget": {
            "type": "integer"
          },
          "level": {
            "type": [
              "integer",
              "null"
            ],
            "description": "Of an entity; null of anything else."
          }
        }
      },
      "Trend": {
        "type": "object",
        "required": [
          "scope",
          "ref",
          "title",
          "scorecard",
          "area",
          "check",
          "from",
          "to",
          "points",
          "missing",
          "hidden"
        ],
        "properties": {
          "scope": {
            "type": "string"
          },
          "ref": {
            "type": [
              "string",
              "null"
            ]
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          },
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "area": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/Area"
              },
              {
                "type": "null"
              }
            ]
          },
          "check": {
            "type": [
              "string",
              "null"
            ]
          },
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "points": {
            "description": "One for the first day of which anything is known, and one for each day that differs from the one before; the last day always.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TrendPoint"
            }
          },
          "missing": {
            "description": "Ranges of days in which nothing was measured.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DayRange"
            }
          },
          "hidden": {
            "type": "integer",
            "description": "Entities of today that the reader may not see; they are in no number."
          }
        }
      },
      "MovementPart": {
        "type": "string",
        "description": "`new`, `removed` and `moved`: entities that came, went, or changed owners; `standard`: the standard was edited or is asked of other entities; `exemption`: one began or ended; `data`: something became unknown, or known again; `improved` and `declined`: not met became met, and the reverse; `corrected`: a self-check repaired a sum.",
        "enum": [
          "new",
          "removed",
          "moved",
          "standard",
          "exemption",
          "data",
          "improved",
          "declined",
          "corrected"
        ]
      },
      "MovementSum": {
        "type": "object",
        "required": [
          "day",
          "share",
          "entities",
          "withTarget",
          "onTarget"
        ],
        "properties": {
          "day": {
            "type": "string"
          },
          "share": {
            "$ref": "#/components/schemas/Share"
          },
          "entities": {
            "type": "integer"
          },
          "withTarget": {
            "type": "integer"
          },
          "onTarget": {
            "type": "integer"
          }
        }
      },
      "MovementPartSum": {
        "type": "object",
        "required": [
          "part",
          "passed",
          "known",
          "applicable",
          "entities",
          "withTarget",
          "onTarget",
          "score",
          "adoption"
        ],
        "properties": {
          "part": {
            "$ref": "#/components/schemas/MovementPart"
          },
          "passed": {
            "type": "number",
            "description": "By how much the weight changed."
          },
          "known": {
            "type": "number"
          },
          "applicable": {
            "type": "number"
          },
          "entities": {
            "type": "integer",
            "description": "By how many the number of entities changed."
          },
          "withTarget": {
            "type": "integer"
          },
          "onTarget": {
            "type": "integer"
          },
          "score": {
            "type": [
              "number",
              "null"
            ],
            "description": "Its part of the difference of scores: (passed - score before * known) / known weight after. Null where one of the two scores is not defined."
          },
          "adoption": {
            "type": [
              "number",
              "null"
            ],
            "description": "The same of adoption, with applicable weight."
          }
        }
      },
      "Movement": {
        "type": "object",
        "required": [
          "scope",
          "ref",
          "title",
          "scorecard",
          "area",
          "before",
          "after",
          "parts",
          "score",
          "adoption",
          "hidden"
        ],
        "properties": {
          "scope": {
            "type": "string"
          },
          "ref": {
            "type": [
              "string",
              "null"
            ]
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          },
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "area": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/Area"
              },
              {
                "type": "null"
              }
            ]
          },
          "before": {
            "$ref": "#/components/schemas/MovementSum"
          },
          "after": {
            "$ref": "#/components/schemas/MovementSum"
          },
          "parts": {
            "description": "Those that are not zero, the largest first.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MovementPartSum"
            }
          },
          "score": {
            "type": [
              "number",
              "null"
            ],
            "description": "Score after - score before."
          },
          "adoption": {
            "type": [
              "number",
              "null"
            ]
          },
          "hidden": {
            "type": "integer"
          }
        }
      },
      "Mover": {
        "type": "object",
        "required": [
          "team",
          "before",
          "after",
          "adoption",
          "main"
        ],
        "properties": {
          "team": {
            "$ref": "#/components/schemas/TeamRef"
          },
          "before": {
            "$ref": "#/components/schemas/MovementSum"
          },
          "after": {
            "$ref": "#/components/schemas/MovementSum"
          },
          "adoption": {
            "type": "number"
          },
          "main": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/MovementPartSum"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "MoverPage": {
        "type": "object",
        "required": [
          "scorecard",
          "from",
          "to",
          "items",
          "nextCursor"
        ],
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Mover"
            }
          },
          "nextCursor": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "Transition": {
        "type": "object",
        "required": [
          "id",
          "kind",
          "entity",
          "scorecard",
          "version",
          "check",
          "from",
          "to",
          "at",
          "cause",
          "owners"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "result",
              "level"
            ]
          },
          "entity": {
            "$ref": "#/components/schemas/EntityLabel"
          },
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "version": {
            "type": "integer",
            "description": "Version of the scorecard under which it changed."
          },
          "check": {
            "anyOf": [
              {
                "type": "object",
                "required": [
                  "id",
                  "title"
                ],
                "properties": {
                  "id": {
                    "type": "string"
                  },
                  "title": {
                    "type": [
                      "string",
                      "null"
                    ],
                    "description": "Null: no version that is known has it."
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          },
          "from": {
            "type": [
              "string",
              "null"
            ],
            "description": "Outcome, or number of the level; null where there was none."
          },
          "to": {
            "type": [
              "string",
              "null"
            ]
          },
          "at": {
            "type": "string",
            "description": "ISO time; the start of the hour of the evaluation."
          },
          "cause": {
            "$ref": "#/components/schemas/Cause"
          },
          "owners": {
            "description": "Refs of the owners at that time.",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "TransitionPage": {
        "type": "object",
        "required": [
          "items",
          "hidden",
          "nextCursor"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Transition"
            }
          },
          "hidden": {
            "type": "integer",
            "description": "Entities of the selection that the reader may not see, now."
          },
          "nextCursor": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "FactVersion": {
        "type": "object",
        "required": [
          "observedAt",
          "kept",
          "data"
        ],
        "properties": {
          "observedAt": {
            "type": "string",
            "description": "Since when it said so."
          },
          "kept": {
            "type": "boolean",
            "description": "False: it is older than the history that is kept."
          },
          "data": {
            "description": "What checks read of it."
          }
        }
      },
      "TransitionDetails": {
        "type": "object",
        "required": [
          "transition",
          "facts"
        ],
        "properties": {
          "transition": {
            "$ref": "#/components/schemas/Transition"
          },
          "facts": {
            "description": "What had changed of what the check reads; empty where the cause is something else.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "collector",
                "title",
                "before",
                "after"
              ],
              "properties": {
                "collector": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "before": {
                  "anyOf": [
                    {
                      "$ref": "#/components/schemas/FactVersion"
                    },
                    {
                      "type": "null"
                    }
                  ]
                },
                "after": {
                  "anyOf": [
                    {
                      "$ref": "#/components/schemas/FactVersion"
                    },
                    {
                      "type": "null"
                    }
                  ]
                }
              }
            }
          }
        }
      },
      "AdoptionPoint": {
        "type": "object",
        "required": [
          "day",
          "adoption",
          "counts"
        ],
        "properties": {
          "day": {
            "type": "string"
          },
          "adoption": {
            "type": [
              "number",
              "null"
            ]
          },
          "counts": {
            "$ref": "#/components/schemas/OutcomeCounts"
          }
        }
      },
      "CheckAdoptionList": {
        "type": "object",
        "required": [
          "from",
          "to",
          "items"
        ],
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "items": {
            "description": "In the order of the scorecards and of their documents.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "scorecard",
                "check",
                "points",
                "change"
              ],
              "properties": {
                "scorecard": {
                  "type": "string",
                  "description": "Id of the scorecard."
                },
                "check": {
                  "type": "string"
                },
                "points": {
                  "description": "At most 15, one a week: each stands until the next one. The last one is now.",
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": [
                      "day",
                      "adoption"
                    ],
                    "properties": {
                      "day": {
                        "type": "string"
                      },
                      "adoption": {
                        "type": [
                          "number",
                          "null"
                        ]
                      }
                    }
                  }
                },
                "change": {
                  "description": "Over 30 days, or since the first day; null where there is nothing to compare with.",
                  "anyOf": [
                    {
                      "$ref": "#/components/schemas/Change"
                    },
                    {
                      "type": "null"
                    }
                  ]
                }
              }
            }
          }
        }
      },
      "CheckAdoption": {
        "type": "object",
        "required": [
          "scorecard",
          "check",
          "from",
          "to",
          "total",
          "teams",
          "nextCursor"
        ],
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "check": {
            "type": "string"
          },
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "total": {
            "description": "Points as in a trend.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AdoptionPoint"
            }
          },
          "teams": {
            "description": "Most entities that do not meet it first.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "team",
                "points"
              ],
              "properties": {
                "team": {
                  "$ref": "#/components/schemas/TeamRef"
                },
                "points": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/AdoptionPoint"
                  }
                }
              }
            }
          },
          "nextCursor": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "Gap": {
        "type": "object",
        "required": [
          "fix",
          "perHour",
          "teams"
        ],
        "properties": {
          "fix": {
            "$ref": "#/components/schemas/TeamFix"
          },
          "perHour": {
            "type": "number",
            "description": "Entities lifted to their target for an hour of work."
          },
          "teams": {
            "description": "At most five teams with most of these entities.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "team",
                "entities"
              ],
              "properties": {
                "team": {
                  "$ref": "#/components/schemas/TeamRef"
                },
                "entities": {
                  "type": "integer"
                }
              }
            }
          }
        }
      },
      "GapList": {
        "type": "object",
        "required": [
          "scorecard",
          "items",
          "hidden"
        ],
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Gap"
            }
          },
          "hidden": {
            "type": "integer"
          }
        }
      },
      "DependencyRisk": {
        "type": "object",
        "required": [
          "entity",
          "level",
          "path",
          "weakest",
          "weakestLevel"
        ],
        "properties": {
          "entity": {
            "$ref": "#/components/schemas/EntityLabel"
          },
          "level": {
            "type": "integer",
            "description": "By what is asked of the entity alone, as entities that depend on it see it; `weakestLevel` likewise."
          },
          "path": {
            "description": "From what it depends on directly to the weakest one, that included.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EntityLabel"
            }
          },
          "weakest": {
            "$ref": "#/components/schemas/EntityLabel"
          },
          "weakestLevel": {
            "type": "integer"
          }
        }
      },
      "DependencyRiskPage": {
        "type": "object",
        "required": [
          "scorecard",
          "items",
          "hidden",
          "nextCursor"
        ],
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DependencyRisk"
            }
          },
          "hidden": {
            "type": "integer",
            "description": "Entities of the owner that the reader may not see, of any tier."
          },
          "nextCursor": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "ExitCriteria": {
        "type": "object",
        "required": [
          "scorecard",
          "met",
          "total",
          "missing"
        ],
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "met": {
            "type": "integer"
          },
          "total": {
            "type": "integer"
          },
          "missing": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "checkId",
                "title",
                "outcome"
              ],
              "properties": {
                "checkId": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "outcome": {
                  "$ref": "#/components/schemas/Outcome"
                }
              }
            }
          }
        }
      },
      "CheckSummary": {
        "type": "object",
        "required": [
          "scorecard",
          "id",
          "title",
          "question",
          "area",
          "level",
          "levelName",
          "gate",
          "weight",
          "effort",
          "stage",
          "enforceFrom",
          "connected",
          "waitsFor",
          "adoption",
          "counts",
          "tier1Failing",
          "change"
        ],
        "properties": {
          "scorecard": {
            "type": "string"
          },
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "question": {
            "type": "string"
          },
          "area": {
            "$ref": "#/components/schemas/Area"
          },
          "level": {
            "type": "integer"
          },
          "levelName": {
            "type": "string"
          },
          "gate": {
            "type": "boolean"
          },
          "weight": {
            "type": "number"
          },
          "effort": {
            "type": "number"
          },
          "stage": {
            "$ref": "#/components/schemas/Stage"
          },
          "enforceFrom": {
            "$ref": "#/components/schemas/EnforceFrom"
          },
          "connected": {
            "type": "boolean",
            "description": "False: none of its sources is connected, so there are no results."
          },
          "waitsFor": {
            "description": "Of a check that is not connected, the data that it needs, in words; otherwise empty.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "adoption": {
            "type": [
              "number",
              "null"
            ],
            "description": "pass ÷ (pass + fail + unknown + error)."
          },
          "counts": {
            "$ref": "#/components/schemas/OutcomeCounts"
          },
          "tier1Failing": {
            "type": "integer"
          },
          "change": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/Change"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "OutcomeCounts": {
        "type": "object",
        "required": [
          "pass",
          "fail",
          "unknown",
          "notApplicable",
          "exempt",
          "error"
        ],
        "properties": {
          "pass": {
            "type": "integer"
          },
          "fail": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          },
          "notApplicable": {
            "type": "integer"
          },
          "exempt": {
            "type": "integer"
          },
          "error": {
            "type": "integer"
          }
        }
      },
      "CheckDetails": {
        "type": "object",
        "required": [
          "summary",
          "scorecard",
          "owner",
          "rationale",
          "lookedFor",
          "remediation",
          "optOut",
          "condition",
          "appliesWhen",
          "sources",
          "teams",
          "hidden"
        ],
        "properties": {
          "summary": {
            "$ref": "#/components/schemas/CheckSummary"
          },
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardRef"
          },
          "owner": {
            "type": [
              "string",
              "null"
            ],
            "description": "Whom to tell that the check is wrong; an entity ref."
          },
          "rationale": {
            "type": "string"
          },
          "lookedFor": {
            "type": "string"
          },
          "remediation": {
            "$ref": "#/components/schemas/Remediation"
          },
          "optOut": {
            "type": "boolean",
            "description": "An entity may opt out of it by an annotation, with a reason."
          },
          "condition": {
            "type": "string"
          },
          "appliesWhen": {
            "type": [
              "string",
              "null"
            ]
          },
          "sources": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "collector",
                "title",
                "reads",
                "kind",
                "connected"
              ],
              "properties": {
                "collector": {
                  "type": "string"
                },
                "title": {
                  "type": "string",
                  "description": "What it is called here; where it is not connected",
                  "what it would observe.": null
                },
                "reads": {
                  "type": "string",
                  "description": "What the check reads, in words that begin no line."
                },
                "kind": {
                  "description": "Where it comes from; null where it is not connected.",
                  "anyOf": [
                    {
                      "$ref": "#/components/schemas/CollectorKind"
                    },
                    {
                      "type": "null"
                    }
                  ]
                },
                "connected": {
                  "type": "boolean"
                }
              }
            }
          },
          "teams": {
            "description": "Teams that own an entity which the check applies to, most failing first; at most 500.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "team",
                "counts",
                "adoption"
              ],
              "properties": {
                "team": {
                  "$ref": "#/components/schemas/TeamRef"
                },
                "counts": {
                  "$ref": "#/components/schemas/OutcomeCounts"
                },
                "adoption": {
                  "type": [
                    "number",
                    "null"
                  ]
                }
              }
            }
          },
          "hidden": {
            "type": "integer",
            "description": "Entities of the scorecard that the reader may not see, whatever their outcome."
          }
        }
      },
      "CheckResultItem": {
        "type": "object",
        "required": [
          "ref",
          "kind",
          "namespace",
          "name",
          "title",
          "type",
          "tier",
          "owners",
          "outcome",
          "since",
          "counts"
        ],
        "properties": {
          "ref": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          },
          "type": {
            "type": [
              "string",
              "null"
            ]
          },
          "tier": {
            "type": [
              "integer",
              "null"
            ]
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "outcome": {
            "$ref": "#/components/schemas/Outcome"
          },
          "since": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO time since when the outcome stands."
          },
          "counts": {
            "type": "boolean"
          }
        }
      },
      "CheckResultPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems",
          "nextCursor"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CheckResultItem"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "nextCursor": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "Problem": {
        "type": "object",
        "required": [
          "subject",
          "name",
          "reporter",
          "message",
          "source",
          "line",
          "column",
          "excerpt",
          "entityRef",
          "seenAt"
        ],
        "properties": {
          "subject": {
            "type": "string",
            "enum": [
              "definition",
              "entity",
              "file",
              "collector",
              "evaluation",
              "reaction"
            ]
          },
          "name": {
            "type": "string"
          },
          "reporter": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "source": {
            "type": [
              "string",
              "null"
            ]
          },
          "line": {
            "type": [
              "integer",
              "null"
            ]
          },
          "column": {
            "type": [
              "integer",
              "null"
            ]
          },
          "excerpt": {
            "type": [
              "string",
              "null"
            ],
            "description": "The line of the place with a mark below the column."
          },
          "entityRef": {
            "type": [
              "string",
              "null"
            ]
          },
          "seenAt": {
            "type": "string"
          }
        }
      },
      "ProblemPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems",
          "nextCursor",
          "collectors"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "nextCursor": {
            "type": [
              "string",
              "null"
            ]
          },
          "collectors": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CollectorState"
            }
          }
        }
      },
      "CollectorList": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CollectorHealth"
            }
          }
        }
      },
      "EvaluationRetry": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "entityRef": {
            "description": "Only this entity; left out, all that could not be evaluated.",
            "type": "string",
            "maxLength": 300
          }
        }
      },
      "EvaluationQueue": {
        "type": "object",
        "required": [
          "waiting",
          "waitingSince",
          "failed",
          "givenUp",
          "failures"
        ],
        "properties": {
          "waiting": {
            "description": "Entities that are due.",
            "type": "integer"
          },
          "waitingSince": {
            "description": "From when on the first of them has been due.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "failed": {
            "description": "Entities whose last evaluation went wrong, and that are tried again.",
            "type": "integer"
          },
          "givenUp": {
            "description": "Those of them that are tried only once a day, since it went wrong too often.",
            "type": "integer"
          },
          "failures": {
            "description": "The first 100 of them, those that were tried most often first.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EvaluationFailure"
            }
          }
        }
      },
      "EvaluationFailure": {
        "type": "object",
        "required": [
          "entityRef",
          "attempts",
          "isGivenUp",
          "lastError",
          "nextAt"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "attempts": {
            "type": "integer"
          },
          "isGivenUp": {
            "description": "It is tried only once a day.",
            "type": "boolean"
          },
          "lastError": {
            "type": "string"
          },
          "nextAt": {
            "description": "When it is tried again.",
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "CollectorHealth": {
        "type": "object",
        "required": [
          "id",
          "title",
          "description",
          "kind",
          "source",
          "status",
          "startedAt",
          "finishedAt",
          "nextAt",
          "lagSeconds",
          "attempt",
          "completed",
          "lastError",
          "counts",
          "progress"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "kind": {
            "$ref": "#/components/schemas/CollectorKind"
          },
          "source": {
            "description": "What it reads together with others, e.g. `files`.",
            "type": [
              "string",
              "null"
            ]
          },
          "status": {
            "type": "string",
            "enum": [
              "never",
              "running",
              "paused",
              "succeeded",
              "failed"
            ]
          },
          "startedAt": {
            "description": "When the last run began, or the one that is under way or paused.",
            "type": [
              "string",
              "null"
            ]
          },
          "finishedAt": {
            "type": [
              "string",
              "null"
            ]
          },
          "nextAt": {
            "description": "When it runs next, or goes on; null while it runs, and where it never does.",
            "type": [
              "string",
              "null"
            ]
          },
          "lagSeconds": {
            "type": "integer",
            "description": "For how long it has been due.",
            "minimum": 0
          },
          "attempt": {
            "type": "integer",
            "description": "Runs in a row that failed."
          },
          "completed": {
            "type": "integer",
            "description": "Complete runs so far; of the kind `push`, pushes."
          },
          "lastError": {
            "description": "Why the last run failed, or why it is paused.",
            "type": [
              "string",
              "null"
            ]
          },
          "counts": {
            "$ref": "#/components/schemas/CollectorCounts"
          },
          "progress": {
            "description": "Share of the entities that a run has gone through that is not at its end.",
            "type": [
              "number",
              "null"
            ],
            "minimum": 0,
            "maximum": 1
          }
        }
      },
      "CollectorKind": {
        "description": "Where it comes from: `catalog`, `derived` (from what others observe), `module`, `recipe` (a document), or `push` (services bring its facts).",
        "type": "string",
        "enum": [
          "catalog",
          "derived",
          "module",
          "recipe",
          "push"
        ]
      },
      "CollectorCounts": {
        "description": "Of how many entities the last run, or the one under way, said what. Of the kind `push`: the last push, with `absent` for what it took back and `failed` for what was refused.",
        "type": "object",
        "required": [
          "observed",
          "unchanged",
          "absent",
          "failed",
          "deferred"
        ],
        "properties": {
          "observed": {
            "type": "integer"
          },
          "unchanged": {
            "type": "integer"
          },
          "absent": {
            "type": "integer"
          },
          "failed": {
            "type": "integer"
          },
          "deferred": {
            "type": "integer",
            "description": "How often an entity was put off."
          }
        }
      },
      "CollectorState": {
        "type": "object",
        "required": [
          "id",
          "title",
          "description",
          "status",
          "startedAt",
          "finishedAt",
          "observed",
          "absent",
          "failed",
          "lastError"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "never",
              "running",
              "paused",
              "succeeded",
              "failed"
            ]
          },
          "startedAt": {
            "type": [
              "string",
              "null"
            ]
          },
          "finishedAt": {
            "type": [
              "string",
              "null"
            ]
          },
          "observed": {
            "type": "integer"
          },
          "absent": {
            "type": "integer"
          },
          "failed": {
            "type": "integer"
          },
          "lastError": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      }
    }
  }
} as const;
