-- One row: is core what staging of the reference data says? False after a change, and until a refused one is fixed.
-- Inputs: staging.city, regency, city_name, population, official_statistic; core of the same.
-- Parameters: none.
-- Read by reference.load, so that a run with nothing new ends at once and no other does.
select
    not exists (
        select
            city_code, kemendagri_code, city_name, province, latitude, longitude, area_km2, is_autonomous,
            namesake_regency_code, source
        from staging.city
        except
        select
            city_code, kemendagri_code, city_name, province, latitude, longitude, area_km2, is_autonomous,
            namesake_regency_code, source
        from core.city
    )
    and not exists (
        select regency_code, kemendagri_code, regency_name, province, source from staging.regency
        except
        select regency_code, kemendagri_code, regency_name, province, source from core.regency
    )
    and not exists (
        select city_code, written_name, source from staging.city_name
        except
        select city_code, written_name, source from core.city_name
    )
    and not exists (
        select city_code, year, population, source from staging.population
        except
        select city_code, year, population, source from core.population
    )
    and not exists (
        select city_code, indicator_code, year, value, unit, source from staging.official_statistic
        except
        select city_code, indicator_code, year, value, unit, source from core.official_statistic
    )
    and (select count(*) from staging.regency) = (select count(*) from core.regency)
    and (select count(*) from staging.city_name) = (select count(*) from core.city_name)
    and (select count(*) from staging.population) = (select count(*) from core.population)
    and (select count(*) from staging.official_statistic) = (select count(*) from core.official_statistic)
    and (select count(*) from staging.city) = (select count(*) from core.city) as is_accepted
