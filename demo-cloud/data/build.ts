import { numberFor, objectIdFor, type Random, randomAt } from '../random.ts'
import { businessMoment, LAST_MOMENT } from './calendar.ts'
import { type CollectionModel, documentIdAt, type Fields, type ForeignKey } from './model.ts'

/** What a collection is made from; the rest of its model follows from the seed. */
interface CollectionRecipe {
  readonly name: string
  readonly description: string
  readonly size: number
  /** How many come into being on a working day: it spreads their creation times. */
  readonly perDay: number
  readonly textIndex?: readonly string[]
  readonly foreignKeys?: readonly ForeignKey[]
  readonly extraEnvelope?: true
  /** Its ID is its name; otherwise an ObjectId. Which of them the service uses is not documented. */
  readonly namedId?: true
  readonly fields: (index: number, random: Random, at: number) => Fields
}

/** Makes collections of one application. */
export type CollectionBuilder = (recipe: CollectionRecipe) => CollectionModel

/** The times take draws of their own, so that a recipe's draws do not depend on them. */
const TIME_SALT = 0x5bd1e995
const CHANGE_SALT = 0x1b873593

/** A builder whose collections belong to `scope` (an application) and follow from `seed`. */
export function collectionBuilder(seed: string, scope: string): CollectionBuilder {
  return recipe => {
    const label = `${scope}/${recipe.name}`
    const start = numberFor(`${seed}\n${label}`)
    const { size, perDay } = recipe
    const createdAt = (index: number): number =>
      businessMoment(index, size, perDay, randomAt(start ^ TIME_SALT, index).next())
    return {
      id: recipe.namedId === true ? recipe.name : objectIdFor(seed, `collection ${label}`),
      name: recipe.name,
      description: recipe.description,
      size,
      mark: objectIdFor(seed, `mark ${label}`).slice(0, 10),
      createdAt,
      updatedAt: index => {
        const draws = randomAt(start ^ CHANGE_SALT, index)
        const later = draws.chance(0.3) ? draws.int(60, 3 * 24 * 3600) * 1000 : 0
        return Math.min(createdAt(index) + later, LAST_MOMENT)
      },
      fields: index => recipe.fields(index, randomAt(start, index), createdAt(index)),
      textIndex: recipe.textIndex ?? [],
      foreignKeys: recipe.foreignKeys ?? [],
      ...(recipe.extraEnvelope === true ? { extraEnvelope: true } : {}),
    }
  }
}

/** A small collection held ready, for others to refer to. */
export interface Referenced {
  readonly count: number
  readonly idAt: (index: number) => string
  /** The copy that an import makes: the ID with some of the fields. */
  readonly copyAt: (index: number) => Fields
  readonly fieldsAt: (index: number) => Fields
}

/** Reads a collection once, so that a hundred thousand references to it cost nothing. */
export function referenced(model: CollectionModel, copied: readonly string[]): Referenced {
  const fields = Array.from({ length: model.size }, (_, index) => model.fields(index))
  const ids = fields.map((_, index) => documentIdAt(model, index))
  const copies = fields.map((all, index) => ({
    _id: ids[index],
    ...Object.fromEntries(copied.filter(name => name in all).map(name => [name, all[name]])),
  }))
  const at = <T>(list: readonly T[], index: number): T => {
    const item = list[index]
    if (item === undefined) throw new RangeError(`${model.name} has no document ${index}`)
    return item
  }
  return {
    count: model.size,
    idAt: index => at(ids, index),
    copyAt: index => at(copies, index),
    fieldsAt: index => at(fields, index),
  }
}
