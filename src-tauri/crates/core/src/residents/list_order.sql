WHERE :building IS NULL OR building.name = :building
ORDER BY compound.name, building.sort_key, building.id, room.sort_key, room.id, household.id, resident.id
LIMIT :limit
