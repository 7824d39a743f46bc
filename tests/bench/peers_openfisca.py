"""A rule as OpenFisca has it: variables of an entity, a formula over arrays. Its floats have 24 bits: no exact fen."""

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import MONTH
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from names import LIMIT
from rounds import Contender
from rows import COLUMNS, of_columns

PERIOD = "2020-11"
Area = build_entity(key="area", plural="areas", label="An area", is_person=True)


def formula(area, period):
    total = 0
    for worse, better, edge, low, high in of_columns([area(name, period) for name in COLUMNS]):
        excess = worse - better
        upper = edge * low + (excess - edge) * high
        total = total + np.where(excess <= 0, 0, np.where(excess <= edge, excess * low, upper))
    return total


def variable(name, **more):
    given = {"value_type": float, "entity": Area, "definition_period": MONTH, "label": name}
    return type(name, (Variable,), given | more)


def contender(rows):
    system = TaxBenefitSystem([Area])
    for name in COLUMNS:
        system.add_variable(variable(name))
    system.add_variable(variable("deduction", formula=formula))
    simulation = SimulationBuilder().build_default_simulation(system, rows.n)
    for name, column in rows.named.items():
        simulation.set_input(name, PERIOD, column)

    def work():
        simulation.delete_arrays("deduction", PERIOD)
        return np.rint(simulation.calculate("deduction", PERIOD) * np.float64(100)).astype(np.int64)

    return Contender("OpenFisca", work, limit=LIMIT, tolerance=1e-5)
