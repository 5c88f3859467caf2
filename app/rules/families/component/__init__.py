"""Components: the whole service, 26 and TC, by place of service, owner of the equipment and claim form.

A place of service stands on professional claims only, so a claim that states one and no claim form is read as
professional.
"""

from app.rules.families.component.cmp_101_component_26_missing import component_26_missing
from app.rules.families.component.cmp_102_component_both import component_both
from app.rules.families.component.cmp_103_component_tc_in_facility import component_tc_in_facility
from app.rules.families.component.cmp_104_component_26_own_equipment import component_26_own_equipment
from app.rules.families.component.cmp_105_component_tc_institutional import component_tc_institutional

RULES = (
    component_26_missing,
    component_both,
    component_tc_in_facility,
    component_26_own_equipment,
    component_tc_institutional,
)
